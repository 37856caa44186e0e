// Ways to a fresh realm, which nobody locked down.
var xhtml = 'http://www.w3.org/1999/xhtml';

function windowsOf(element, reach) {
  if (!element) return;
  reach(element.contentWindow);
  if (element.contentDocument) reach(element.contentDocument.defaultView);
}
function added(node, reach) {
  place.append(node);
  place.querySelectorAll('*').forEach(function (element) { windowsOf(element, reach); });
}

attempt('an iframe', function (reach) { added(document.createElement('iframe'), reach); });
attempt('an iframe in capitals', function (reach) { added(document.createElement('IFrame'), reach); });
attempt('an iframe by namespace', function (reach) { added(document.createElementNS(xhtml, 'iframe'), reach); });
attempt('an iframe with a prefix', function (reach) { added(document.createElementNS(xhtml, 'x:iframe'), reach); });
attempt('a name that changes', function (reach) {
  var calls = 0;
  added(document.createElement({ toString: function () { return calls++ === 0 ? 'iframe' : 'div'; } }), reach);
});
attempt('innerHTML of an iframe', function (reach) {
  var box = document.createElement('div');
  place.append(box);
  box.innerHTML = '<iframe></iframe>';
  windowsOf(box.firstChild, reach);
});
attempt('outerHTML of an iframe', function (reach) {
  var box = document.createElement('div');
  place.append(box);
  box.outerHTML = '<iframe id="r1"></iframe>';
  windowsOf(document.getElementById('r1'), reach);
});
attempt('insertAdjacentHTML of an iframe', function (reach) {
  place.insertAdjacentHTML('beforeend', '<iframe id="r2"></iframe>');
  windowsOf(document.getElementById('r2'), reach);
});
attempt('an iframe in a shadow root', function (reach) {
  var host = document.createElement('div');
  place.append(host);
  var root = host.attachShadow({ mode: 'open' });
  root.innerHTML = '<iframe></iframe>';
  windowsOf(root.firstChild, reach);
});
attempt('setHTMLUnsafe of an iframe', function (reach) {
  var box = document.createElement('div');
  place.append(box);
  box.setHTMLUnsafe('<iframe></iframe>');
  windowsOf(box.firstChild, reach);
});
attempt('an iframe in a declared shadow root', function (reach) {
  var box = document.createElement('div');
  place.append(box);
  box.setHTMLUnsafe('<div><template shadowrootmode="open"><iframe></iframe></template></div>');
  windowsOf(box.firstChild.shadowRoot.firstChild, reach);
});
attempt('an iframe of a template', function (reach) {
  var template = document.createElement('template');
  template.innerHTML = '<iframe></iframe>';
  added(template.content.cloneNode(true), reach);
});
attempt('an iframe of a parsed document', function (reach) { added(document.adoptNode(new DOMParser().parseFromString('<iframe></iframe>', 'text/html').querySelector('iframe')), reach); });
attempt('an iframe of parseHTMLUnsafe', function (reach) { added(document.adoptNode(Document.parseHTMLUnsafe('<iframe></iframe>').querySelector('iframe')), reach); });
attempt('an iframe of an XML document', function (reach) {
  var parsed = new DOMParser().parseFromString('<r xmlns:p="' + xhtml + '"><p:iframe/></r>', 'application/xml');
  added(document.adoptNode(parsed.documentElement.firstChild), reach);
});
attempt('an iframe by an XML entity', function (reach) {
  var parsed = new DOMParser().parseFromString('<!DOCTYPE r [<!ENTITY e "<iframe xmlns=\'' + xhtml + '\'/>">]><r>&e;</r>', 'application/xml');
  added(document.adoptNode(parsed.documentElement.firstChild), reach);
});
attempt('an iframe of a made document', function (reach) { added(document.adoptNode(document.implementation.createDocument(xhtml, 'iframe').documentElement), reach); });
attempt('an iframe of another document', function (reach) { added(document.adoptNode(document.implementation.createHTMLDocument('').createElement('iframe')), reach); });
attempt('an iframe of a contextual fragment', function (reach) { added(document.createRange().createContextualFragment('<iframe></iframe>'), reach); });
attempt('an iframe of a fetched document', function (reach) {
  return new Promise(function (resolve) {
    var request = new XMLHttpRequest();
    request.open('GET', 'frame.html');
    request.responseType = 'document';
    request.onload = function () { added(document.adoptNode(request.responseXML.querySelector('iframe')), reach); resolve(); };
    request.send();
  });
});
attempt('an iframe of a style sheet\'s transformation', function (reach) {
  var sheet = new DOMParser().parseFromString('<x:stylesheet version="1.0" xmlns:x="http://www.w3.org/1999/XSL/Transform"><x:template match="/"><iframe xmlns="' + xhtml + '"/></x:template></x:stylesheet>', 'application/xml');
  var processor = new XSLTProcessor();
  processor.importStylesheet(sheet);
  added(processor.transformToFragment(sheet, document), reach);
});
attempt('a customised iframe', function (reach) {
  var Mine = class extends HTMLIFrameElement {};
  customElements.define('escape-frame', Mine, { extends: 'iframe' });
  added(new Mine(), reach);
});
attempt('an object element', function (reach) {
  var element = document.createElement('object');
  element.data = 'frame.html';
  element.type = 'text/html';
  place.append(element);
  setTimeout(function () { windowsOf(element, reach); reach(element.toString() === '[object HTMLObjectElement]'); }, 500);
});
attempt('a frame set', function (reach) {
  var set = document.createElement('frameset');
  var frame = document.createElement('frame');
  set.append(frame);
  place.append(set);
  windowsOf(frame, reach);
  reach(set instanceof HTMLFrameSetElement);
});
attempt('frames by number', function (reach) { place.insertAdjacentHTML('beforeend', '<iframe></iframe>'); for (var i = 0; i < 40; i++) reach(window[i]); });
attempt('frames by name', function (reach) { place.insertAdjacentHTML('beforeend', '<iframe name="byName"></iframe>'); reach(window.byName); });
attempt('frames by name of the document', function (reach) { place.insertAdjacentHTML('beforeend', '<iframe name="ofDocument"></iframe>'); reach(document.ofDocument); });
attempt('an iframe through insertHTML', function (reach) {
  getSelection().selectAllChildren(document.getElementById('editable'));
  document.execCommand('insertHTML', false, '<iframe id="r3"></iframe>');
  windowsOf(document.getElementById('r3'), reach);
});
attempt('an imported iframe', function (reach) { added(document.importNode(new DOMParser().parseFromString('<iframe></iframe>', 'text/html').querySelector('iframe'), true), reach); });
attempt('a cloned range of an iframe', function (reach) {
  var parsed = new DOMParser().parseFromString('<body><iframe></iframe></body>', 'text/html');
  var range = parsed.createRange();
  range.selectNodeContents(parsed.body);
  added(range.cloneContents(), reach);
});
