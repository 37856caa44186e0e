// Ways from the page's own objects to the real window.
function listen(target, type, run, options) { target.addEventListener(type, run, options); }

attempt('document.defaultView', function (reach) { reach(document.defaultView); });
attempt('node.ownerDocument.defaultView', function (reach) { reach(place.ownerDocument.defaultView); });
attempt('the real accessor of defaultView', function (reach) { reach(Object.getOwnPropertyDescriptor(Document.prototype, 'defaultView').get.call(document)); });
attempt('event.view', function (reach) {
  var button = document.createElement('button');
  place.append(button);
  listen(button, 'click', function (event) { reach(event.view); });
  button.click();
});
attempt('the real accessor of event.view', function (reach) {
  var button = document.createElement('button');
  place.append(button);
  listen(button, 'click', function (event) { reach(Object.getOwnPropertyDescriptor(UIEvent.prototype, 'view').get.call(event)); });
  button.click();
});
attempt('view of a made event', function (reach) { reach(new MouseEvent('click', { view: window }).view); });
attempt('view by initUIEvent', function (reach) {
  var event = document.createEvent('UIEvent');
  event.initUIEvent('x', false, false, window, 0);
  reach(event.view);
});
attempt('source of a made event', function (reach) { reach(new MessageEvent('message', { source: window }).source); });
attempt('currentTarget of a window listener', function (reach) { listen(window, 'a1', function (event) { reach(event.currentTarget); }); window.dispatchEvent(new Event('a1')); });
attempt('target of a window event', function (reach) { listen(window, 'a2', function (event) { reach(event.target); }); window.dispatchEvent(new Event('a2')); });
attempt('srcElement of a window event', function (reach) { listen(window, 'a3', function (event) { reach(event.srcElement); }); window.dispatchEvent(new Event('a3')); });
attempt('this of a window listener', function (reach) { listen(window, 'a4', function () { reach(this); }); window.dispatchEvent(new Event('a4')); });
attempt('composedPath', function (reach) {
  listen(place, 'a5', function (event) { event.composedPath().forEach(reach); });
  place.dispatchEvent(new Event('a5', { bubbles: true, composed: true }));
});
attempt('currentTarget by its real accessor', function (reach) {
  listen(window, 'a6', function (event) { reach(Object.getOwnPropertyDescriptor(Event.prototype, 'currentTarget').get.call(event)); });
  window.dispatchEvent(new Event('a6'));
});
attempt('a listener of no target', function (reach) {
  EventTarget.prototype.addEventListener.call(undefined, 'a7', function (event) { reach(this); reach(event.currentTarget); });
  window.dispatchEvent(new Event('a7'));
});
attempt('a listener of null', function (reach) {
  Reflect.apply(EventTarget.prototype.addEventListener, null, ['a8', function (event) { reach(this); reach(event.target); }]);
  EventTarget.prototype.dispatchEvent.call(null, new Event('a8'));
});
attempt('a listener object', function (reach) {
  listen(window, 'a9', { handleEvent: function (event) { reach(event.currentTarget); } });
  window.dispatchEvent(new Event('a9'));
});
attempt('source of a message', function (reach) {
  listen(window, 'message', function (event) { if (event.data === 'escape 1') reach(event.source); });
  window.postMessage('escape 1', '*');
});
attempt('this of onmessage', function (reach) {
  window.onmessage = function (event) { if (event.data === 'escape 2') reach(this); };
  window.postMessage('escape 2', '*');
});
attempt('this of window.onresize', function (reach) { window.onresize = function () { reach(this); }; window.dispatchEvent(new Event('resize')); });
attempt('this of body.onscroll', function (reach) { document.body.onscroll = function (event) { reach(this); reach(event.currentTarget); }; window.dispatchEvent(new Event('scroll')); });
attempt('this of window.onerror', function (reach) { window.onerror = function () { reach(this); return true; }; setTimeout(function () { throw new Error('escape'); }, 0); });
attempt('target of an error event', function (reach) { listen(window, 'error', function (event) { reach(event.target); event.preventDefault(); }); setTimeout(function () { throw new Error('escape'); }, 10); });
attempt('target of unhandledrejection', function (reach) { listen(window, 'unhandledrejection', function (event) { reach(event.target); event.preventDefault(); }); Promise.reject(new Error('escape')); });
attempt('this of setTimeout', function (reach) { setTimeout(function () { reach(this); }, 0); });
attempt('this of setInterval', function (reach) { var timer = setInterval(function () { clearInterval(timer); reach(this); }, 1); });
attempt('this of requestAnimationFrame', function (reach) { requestAnimationFrame(function () { reach(this); }); });
attempt('this of requestIdleCallback', function (reach) { requestIdleCallback(function () { reach(this); }); });
attempt('this of queueMicrotask', function (reach) { queueMicrotask(function () { reach(this); }); });
attempt('this of a promise reaction', function (reach) { Promise.resolve().then(function () { reach(this); }); });
attempt('this of a plain call', function (reach) { (function () { reach(this); })(); });
attempt('this of a callback', function (reach) { [1].forEach(function () { reach(this); }); });
attempt('this of a generator', function (reach) { (function* () { reach(this); })().next(); });
attempt('this of a resize observer', function (reach) {
  var observer = new ResizeObserver(function () { reach((function () { return this; })()); });
  observer.observe(place);
});
attempt('this of a constructor call', function (reach) { reach(Reflect.apply(function () { return this; }, undefined, [])); });
attempt('this of a bound function', function (reach) { reach((function () { return this; }).bind(null)()); });
attempt('this of a handler in markup', function (reach) {
  window.reachMarkup = reach;
  place.insertAdjacentHTML('beforeend', '<button id="m1" onclick="reachMarkup(window); reachMarkup((function(){return this})())">x</button>');
  document.getElementById('m1').click();
  setTimeout(function () { document.getElementById('m1').click(); }, 1500);
});
attempt('the document around a handler', function (reach) {
  window.reachAround = reach;
  place.insertAdjacentHTML('beforeend', '<button id="m2" onclick="reachAround(defaultView)">x</button>');
  setTimeout(function () { document.getElementById('m2').click(); }, 1500);
});
attempt('this of a body handler in an attribute', function (reach) {
  window.reachBody = reach;
  document.body.setAttribute('onhashchange', 'reachBody(this)');
  setTimeout(function () { window.dispatchEvent(new Event('hashchange')); }, 1500);
});
attempt('a custom element\'s reaction', function (reach) {
  customElements.define('escape-one', class extends HTMLElement { connectedCallback() { reach(this.ownerDocument.defaultView); } });
  place.append(document.createElement('escape-one'));
});
attempt('the accessor of window itself', function (reach) { reach(Object.getOwnPropertyDescriptor(window, 'window').get.call(undefined)); });
attempt('self, frames, globalThis', function (reach) { [self, frames, globalThis, window.window, window.self, frames.self].forEach(reach); });
attempt('with (window)', function (reach) { with (window) { reach(self); } });
attempt('the parent window', function (reach) { reach(parent !== window && 'location' in parent); });
attempt('the top window', function (reach) { reach(top !== window && 'location' in top); });
attempt('a walk over all that can be reached', function (reach) {
  var pending = [window, document, new MouseEvent('click', { view: window }), navigator, performance, history, document.createElement('iframe')];
  listen(place, 'a10', function (event) { pending.push(event); });
  place.dispatchEvent(new Event('a10', { bubbles: true }));
  listen(window, 'a11', function (event) { pending.push(event, event.composedPath()); });
  window.dispatchEvent(new Event('a11'));
  document.body.dataset.walked = String(walk(pending, reach));
});
