// The same in a worker: ways to its real scope, to an evaluator or to a fresh realm.
importScripts('harness.js');
var text = 'return this';
var count = 0;

// Listens on the scope and sends it an event.
function heard(listener, method) {
  var type = 'b' + count++;
  (method || addEventListener).call(self, type, listener);
  dispatchEvent(new Event(type));
}

attempt('worker: its names', function (reach) { [self, globalThis, this, self.self, (function () { return this; })()].forEach(reach); });
attempt('worker: the accessor of self', function (reach) { reach(Object.getOwnPropertyDescriptor(WorkerGlobalScope.prototype, 'self').get.call(undefined)); });
attempt('worker: this of an imported script', function (reach) { self.reachScript = reach; importScripts('worker-leak.js'); });
attempt('worker: an imported module', function (reach) { return import('./leak-module.js').then(function (module) { reach(module.found); }); });
attempt('worker: Function', function (reach) { reach(Function(text)()); });
attempt('worker: the constructor of an arrow', function (reach) { reach((() => 0).constructor(text)()); });
attempt('worker: the constructor of postMessage', function (reach) { reach(postMessage.constructor(text)()); });
attempt('worker: the constructor of importScripts', function (reach) { reach(importScripts.constructor(text)()); });
attempt('worker: the constructor of the scope\'s class', function (reach) { reach(self.constructor.constructor(text)()); });
attempt('worker: the constructor of the location\'s class', function (reach) { reach(location.constructor.constructor(text)()); });
attempt('worker: the constructor of the navigator\'s class', function (reach) { reach(navigator.constructor.constructor(text)()); });
attempt('worker: the constructor of an accessor', function (reach) { reach(Object.getOwnPropertyDescriptor(self, 'onmessage').set.constructor(text)()); });
attempt('worker: the constructor of a native class', function (reach) { reach(MessageChannel.constructor(text)()); });
attempt('worker: Reflect.construct of Function', function (reach) { reach(Reflect.construct(Function, [text])()); });
attempt('worker: the async function constructor', function (reach) { return (async function () { /* a sample */ }).constructor(text)().then(reach); });
attempt('worker: the generator function constructor', function (reach) { reach((function* () { /* a sample */ }).constructor(text)().next().value); });
attempt('worker: indirect eval', function (reach) { reach((0, eval)('this')); });
attempt('worker: direct eval', function (reach) { reach(eval('(function () { return this; })()')); });
attempt('worker: setTimeout of text', function (reach) { self.reachTimeout = reach; setTimeout('reachTimeout(this)', 0); });
attempt('worker: this of setTimeout', function (reach) { setTimeout(function () { reach(this); }, 0); });
attempt('worker: this of setInterval', function (reach) { var timer = setInterval(function () { clearInterval(timer); reach(this); }, 1); });
attempt('worker: this of queueMicrotask', function (reach) { queueMicrotask(function () { reach(this); }); });
attempt('worker: this of a promise reaction', function (reach) { Promise.resolve().then(function () { reach(this); }); });
attempt('worker: this of requestAnimationFrame', function (reach) { requestAnimationFrame(function () { reach(this); }); });
attempt('worker: this of a listener', function (reach) { heard(function () { reach(this); }); });
attempt('worker: target of an event', function (reach) { heard(function (event) { reach(event.target); }); });
attempt('worker: srcElement of an event', function (reach) { heard(function (event) { reach(event.srcElement); }); });
attempt('worker: currentTarget of an event', function (reach) { heard(function (event) { reach(event.currentTarget); }); });
attempt('worker: currentTarget by its real accessor', function (reach) { heard(function (event) { reach(Object.getOwnPropertyDescriptor(Event.prototype, 'currentTarget').get.call(event)); }); });
attempt('worker: composedPath', function (reach) { heard(function (event) { event.composedPath().forEach(reach); }); });
attempt('worker: a listener object', function (reach) { heard({ handleEvent: function (event) { reach(event.currentTarget); } }); });
attempt('worker: a listener of no target', function (reach) { EventTarget.prototype.addEventListener.call(undefined, 'c1', function (event) { reach(this); reach(event.target); }); EventTarget.prototype.dispatchEvent.call(null, new Event('c1')); });
attempt('worker: this of onmessage', function (reach) { onmessage = function () { reach(this); }; dispatchEvent(new MessageEvent('message')); });
attempt('worker: this of onerror', function (reach) { onerror = function () { reach(this); return true; }; setTimeout(function () { throw new Error('escape'); }, 0); });
attempt('worker: target of an error event', function (reach) { addEventListener('error', function (event) { event.preventDefault(); reach(event.target); }); setTimeout(function () { throw new Error('escape'); }, 5); });
attempt('worker: target of unhandledrejection', function (reach) { addEventListener('unhandledrejection', function (event) { event.preventDefault(); reach(event.target); }); Promise.reject(new Error('escape')); });
attempt('worker: a worker of a blob', function (reach) { new Worker(URL.createObjectURL(new Blob(['postMessage(1)'], { type: 'text/javascript' }))).onmessage = function () { reach(true); }; });
attempt('worker: a worker of a file', function (reach) { new Worker('worker-nested.js').onmessage = function () { reach(true); }; });
attempt('worker: a socket', function (reach) { reach(typeof new WebSocket('ws://' + location.host + '/').send === 'function'); });
attempt('worker: a stream of events', function (reach) { reach(typeof new EventSource('worker-nested.js').close === 'function'); });
attempt('worker: WebTransport', function (reach) { reach(typeof WebTransport === 'function'); });
attempt('worker: WebAssembly', function (reach) { reach(new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])) instanceof WebAssembly.Module); });
attempt('worker: trusted types of its own', function (reach) { reach(typeof trustedTypes.createPolicy === 'function'); });
attempt('worker: the navigator\'s devices', function (reach) { reach(typeof navigator.permissions.query === 'function'); });
attempt('worker: an API that no row names', function (reach) { reach(typeof StorageManager === 'function'); });
attempt('worker: changing Object.prototype', function (reach) { Object.prototype.escaped = 1; reach({}.escaped === 1); delete Object.prototype.escaped; });
attempt('worker: changing Promise.prototype', function (reach) { Promise.prototype.escaped = 1; reach(Promise.resolve().escaped === 1); delete Promise.prototype.escaped; });
attempt('worker: changing Function.prototype', function (reach) { Function.prototype.escaped = 1; reach((function () { /* a sample */ }).escaped === 1); delete Function.prototype.escaped; });
attempt('worker: a walk over all that can be reached', function (reach) {
  heard(function (event) { self.walked = walk([self, event, event.composedPath(), navigator, location, performance, new MessageChannel()], reach); });
});

results(function (found) { postMessage({ found: found, walked: self.walked }); });
