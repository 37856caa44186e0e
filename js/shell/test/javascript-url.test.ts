import assert from 'node:assert/strict';
import test from 'node:test';
import { javascriptText } from '../src/page/javascript-url.js';

test('the text of a javascript: URL is what a browser would run', () => {
  assert.equal(javascriptText('javascript:f(1)'), 'f(1)');
  assert.equal(javascriptText(' \n\u0001JavaScript:f()'), 'f()');
  assert.equal(javascriptText('java\nscr\tipt:f(\r\n)'), 'f()');
  assert.equal(javascriptText('javascript:f(%22a%22)'), 'f("a")');
  assert.equal(javascriptText('javascript:f(%C3%A4)'), 'f(ä)');
  assert.equal(javascriptText('javascript:100%'), '100%');
  assert.equal(javascriptText('javascript:%FF'), '%FF');
});

test('other URLs have none', () => {
  for (const url of ['', '#', 'javascript', './javascript:x', 'data:text/html,javascript:x', 'javascripts:x', 'x javascript:y']) {
    assert.equal(javascriptText(url), undefined, url);
  }
});
