import assert from 'node:assert/strict';
import test from 'node:test';
import { mergeImportMaps, noImports, parseImportMap, resolveSpecifier } from '../src/page/import-map.js';

const base = 'http://a.localhost/app/index.html';
const resolve = (specifier: string, map = noImports, from = base): string => resolveSpecifier(specifier, from, map);

test('relative specifiers are URLs of the referrer', () => {
  assert.equal(resolve('./x.js'), 'http://a.localhost/app/x.js');
  assert.equal(resolve('../x.js'), 'http://a.localhost/x.js');
  assert.equal(resolve('/x.js'), 'http://a.localhost/x.js');
  assert.equal(resolve('http://b.localhost/x.js'), 'http://b.localhost/x.js');
});

test('a bare specifier without a map means nothing', () => {
  assert.throws(() => resolve('lib'), TypeError);
  assert.throws(() => resolve('lib/x.js'), TypeError);
});

test('a map gives bare specifiers and folders an address', () => {
  const map = parseImportMap('{"imports":{"lib":"./lib/index.js","lib/":"./lib/","lib/special/":"/special/"}}', base);
  assert.equal(resolve('lib', map), 'http://a.localhost/app/lib/index.js');
  assert.equal(resolve('lib/x.js', map), 'http://a.localhost/app/lib/x.js');
  assert.equal(resolve('lib/special/x.js', map), 'http://a.localhost/special/x.js');
});

test('a map can send a URL elsewhere', () => {
  const map = parseImportMap('{"imports":{"./a.js":"./b.js"}}', base);
  assert.equal(resolve('./a.js', map), 'http://a.localhost/app/b.js');
});

test('null blocks, and so does a folder without its slash', () => {
  const map = parseImportMap('{"imports":{"gone":null,"lib/":"./lib"}}', base);
  assert.throws(() => resolve('gone', map), /blocks/);
  assert.throws(() => resolve('lib/x.js', map), /blocks/);
});

test('nothing climbs out of the folder that a map names', () => {
  const map = parseImportMap('{"imports":{"lib/":"./lib/"}}', base);
  assert.throws(() => resolve('lib/../../secret.js', map), TypeError);
});

test('the scope that fits best wins, then the imports', () => {
  const map = parseImportMap('{"imports":{"lib":"/one.js"},"scopes":{"/app/":{"lib":"/two.js"},"/app/deep/":{"lib":"/three.js"}}}', base);
  assert.equal(resolve('lib', map, 'http://a.localhost/x.js'), 'http://a.localhost/one.js');
  assert.equal(resolve('lib', map, 'http://a.localhost/app/x.js'), 'http://a.localhost/two.js');
  assert.equal(resolve('lib', map, 'http://a.localhost/app/deep/x.js'), 'http://a.localhost/three.js');
});

test('of two maps the earlier one stays where they disagree', () => {
  const first = parseImportMap('{"imports":{"lib":"/one.js"}}', base);
  const second = parseImportMap('{"imports":{"lib":"/two.js","more":"/more.js"}}', base);
  const both = mergeImportMaps(first, second);
  assert.equal(resolve('lib', both), 'http://a.localhost/one.js');
  assert.equal(resolve('more', both), 'http://a.localhost/more.js');
});

test('what is no import map is an error', () => {
  assert.throws(() => parseImportMap('{', base), SyntaxError);
  assert.throws(() => parseImportMap('[]', base), TypeError);
  assert.throws(() => parseImportMap('{"imports":[]}', base), TypeError);
  assert.throws(() => parseImportMap('{"scopes":{"/":[]}}', base), TypeError);
});
