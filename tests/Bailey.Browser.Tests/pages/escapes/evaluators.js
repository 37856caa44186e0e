// Ways from text to code that nobody rewrote. What the text finds as its `this` or its global is what was reached.
var text = 'return this';

attempt('Function', function (reach) { reach(Function(text)()); });
attempt('new Function', function (reach) { reach(new Function(text)()); });
attempt('the constructor of an arrow', function (reach) { reach((() => 0).constructor(text)()); });
attempt('the constructor of a DOM method', function (reach) { reach(document.createElement.constructor(text)()); });
attempt('the constructor of a DOM class', function (reach) { reach(HTMLElement.constructor(text)()); });
attempt('the constructor of the window\'s class', function (reach) { reach(window.constructor.constructor(text)()); });
attempt('the constructor of an accessor', function (reach) { reach(Object.getOwnPropertyDescriptor(Node.prototype, 'firstChild').get.constructor(text)()); });
attempt('Reflect.construct of Function', function (reach) { reach(Reflect.construct(Function, [text])()); });
attempt('a subclass of Function', function (reach) { reach(new (class extends Function {})(text)()); });
attempt('the async function constructor', function (reach) { return (async function () { /* a sample */ }).constructor(text)().then(reach); });
attempt('the generator function constructor', function (reach) { reach((function* () { /* a sample */ }).constructor(text)().next().value); });
attempt('the async generator function constructor', function (reach) { return (async function* () { /* a sample */ }).constructor(text)().next().then(function (step) { reach(step.value); }); });
attempt('indirect eval', function (reach) { reach((0, eval)('this')); });
attempt('direct eval', function (reach) { reach(eval('(function () { return this; })()')); });
attempt('eval by a member', function (reach) { reach(window.eval('this')); });
attempt('setTimeout of text', function (reach) { window.reachTimeout = reach; setTimeout('reachTimeout(this)', 0); });
attempt('setInterval of text', function (reach) { window.reachInterval = reach; var timer = setInterval('reachInterval(this)', 1); setTimeout(function () { clearInterval(timer); }, 500); });
attempt('setTimeout of an object', function (reach) { window.reachObject = reach; setTimeout({ toString: function () { return 'reachObject(this)'; } }, 0); });
attempt('text of a script element', function (reach) {
  window.reachText = reach;
  var script = document.createElement('script');
  script.text = 'reachText(this)';
  document.head.append(script);
});
attempt('text node in a script element', function (reach) {
  window.reachNode = reach;
  var script = document.createElement('script');
  script.append(document.createTextNode('reachNode(this)'));
  document.head.append(script);
});
attempt('innerHTML of a script element', function (reach) {
  window.reachInner = reach;
  var script = document.createElement('script');
  script.innerHTML = 'reachInner(this)';
  document.head.append(script);
});
attempt('a script of a contextual fragment', function (reach) {
  window.reachFragment = reach;
  document.head.append(document.createRange().createContextualFragment('<script>reachFragment(this)<\/script>'));
});
attempt('an SVG script', function (reach) {
  window.reachSvg = reach;
  var script = document.createElementNS('http://www.w3.org/2000/svg', 'script');
  script.textContent = 'reachSvg(window)';
  var svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.append(script);
  place.append(svg);
});
attempt('a module script', function (reach) {
  window.reachModule = reach;
  var script = document.createElement('script');
  script.type = 'module';
  script.text = 'reachModule(globalThis)';
  document.head.append(script);
});
attempt('a script file', function (reach) {
  window.reachFile = reach;
  var script = document.createElement('script');
  script.src = 'leak.js';
  document.head.append(script);
});
attempt('an imported module', function (reach) { return import('./leak-module.js').then(function (module) { reach(module.found); }); });
attempt('javascript: in a link', function (reach) {
  window.reachLink = reach;
  var link = document.createElement('a');
  link.href = 'javascript:void reachLink(this)';
  place.append(link);
  link.click();
});
attempt('a handler set by setAttribute', function (reach) {
  window.reachAttribute = reach;
  var button = document.createElement('button');
  button.setAttribute('onclick', 'reachAttribute((function () { return this; })())');
  place.append(button);
  button.click();
});
attempt('a handler set by an attribute node', function (reach) {
  window.reachAttributeNode = reach;
  var button = document.createElement('button');
  var attribute = document.createAttribute('onclick');
  attribute.value = 'reachAttributeNode(window)';
  button.setAttributeNode(attribute);
  place.append(button);
  button.click();
});
attempt('a handler of a broken image', function (reach) {
  window.reachImage = reach;
  place.insertAdjacentHTML('beforeend', '<img src="none.png" onerror="reachImage(window)">');
});
attempt('a handler through insertHTML', function (reach) {
  window.reachCommand = reach;
  document.getElementById('editable').focus();
  getSelection().selectAllChildren(document.getElementById('editable'));
  document.execCommand('insertHTML', false, '<img src="none2.png" onerror="reachCommand(window)">');
});
