importScripts('shared.js', '../parts/more.js');
var counted = 0;
let fixed = 'fixed';
addEventListener('message', function (event) {
  counted++;
  if (event.data === 'throw') throw new TypeError('on purpose');
  if (event.data === 'port') return event.ports[0].postMessage('by the port ' + counted);
  if (event.data === 'late') return setTimeout(function (self_) { postMessage(['late', this === self, self_ === this]); }, 1, self);
  postMessage(event.data, event.data.buffer ? [event.data.buffer] : []);
});

(async function () {
  var missing = [];
  for (var file of ['none.js', 'http://other.test/a.js']) {
    try { importScripts(file); } catch (error) { missing.push(error.name); }
  }
  var asked = new XMLHttpRequest();
  asked.open('GET', 'text.txt', false);
  asked.send();
  postMessage({
    shared: shared(2), more: more, missing: missing,
    name: name, place: location.pathname + location.search, text: String(location).endsWith(location.pathname + location.search),
    fetched: await (await fetch('text.txt')).text(), requested: new URL(new Request('text.txt').url).pathname, xhr: asked.responseText,
    self: self === globalThis && self === this && self.self === self,
    kinds: [self instanceof DedicatedWorkerGlobalScope, self instanceof WorkerGlobalScope, self instanceof EventTarget, typeof window, typeof document],
    tag: Object.prototype.toString.call(self), agent: navigator.userAgent.length > 10,
    own: [self.counted, self.fixed === undefined, typeof self.shared, typeof onmessage],
    clone: structuredClone(new Map([[1, 2]])).get(1), base: atob(btoa('base')), random: crypto.getRandomValues(new Uint8Array(4)).length,
    url: new URL('x', location).pathname, encoded: new TextEncoder().encode('é').length,
    dynamic: (await import('./dependency.js')).value,
  });
})().catch(function (error) { postMessage(error.stack); });
