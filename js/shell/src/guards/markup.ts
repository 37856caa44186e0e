/** Every way in which text becomes nodes of the page: all lead through the inert parser. */
import {
  appendChild, children, hasAttribute, insertBefore, liveDocument, localName, namespaceUri, nextSibling, nodeType, parentNode,
  firstChild, removeAttribute, replaceChild, replaceElementChildren, replaceFragmentChildren, setAttributeNs, setTextContent, templateContent, createElement,
  rangeStart, realWindow, rootHost,
} from '../natives/dom.js';
import { htmlNamespace, isDenied, isScript, lower } from '../html/elements.js';
import { cleanse, openShadowRoots, parseDocument, parseFragment } from '../html/inert.js';
import { asyncOf, expect, setAsync } from '../page/dynamic.js';
import { bindHandler, handlerNamespace, isHandlerName, unbindHandler } from '../page/handlers.js';
import { refuse } from '../report.js';
import { rebind } from './documents.js';
import { prototypeOf, removeMember, replaceAccessor, replaceMethod } from './replace.js';

/** Nothing in it that a parser would read: it stays text. */
const isPlain = (text: string): boolean => !/[<&\0\r]/.test(text);

function fill(target: unknown, text: string): void {
  if (nodeType(target) === 1 && (isScript(target) || isPlain(text)) && lower(localName(target) as string) !== 'template') {
    setTextContent(target, text);
    return;
  }
  const isRoot = nodeType(target) === 11;
  const fragment = parseFragment(isRoot ? rootHost(target) : target, text);
  if (isRoot) replaceFragmentChildren(target, fragment);
  else if (lower(localName(target) as string) === 'template' && namespaceUri(target) === htmlNamespace) replaceFragmentChildren(templateContent(target), fragment);
  else replaceElementChildren(target, fragment);
}

const plainContext = createElement(liveDocument, 'div') as Element;

/** `null` is the empty text for these setters. */
const textOf = (value: unknown): string => value === null ? '' : `${value as string}`;

/** What an element's surroundings make of markup that takes its place. */
function contextOf(parent: unknown): unknown {
  return parent !== null && nodeType(parent) === 1 ? parent : plainContext;
}

function insert(element: unknown, position: string, text: string): void {
  const parent: unknown = parentNode(element);
  if (position === 'beforebegin' || position === 'afterend') {
    if (parent === null || nodeType(parent) === 9) throw new DOMException_('The element has no parent.', 'NoModificationAllowedError');
    const fragment = parseFragment(contextOf(parent), text);
    const reference: unknown = position === 'beforebegin' ? element : nextSibling(element);
    insertBefore(parent, fragment, reference);
  } else if (position === 'afterbegin') {
    insertBefore(element, parseFragment(element, text), firstChild(element));
  } else if (position === 'beforeend') {
    appendChild(element, parseFragment(element, text));
  } else {
    throw new DOMException_(`The value provided ('${position}') is not one of 'beforebegin', 'afterbegin', 'beforeend', or 'afterend'.`, 'SyntaxError');
  }
}

const { DOMException: DOMException_ } = realWindow;

export function guardMarkup(): void {
  const elements = prototypeOf('Element');
  const roots = prototypeOf('ShadowRoot');
  for (const holder of [elements, roots]) {
    replaceAccessor(holder, 'innerHTML', { set: () => function (value) { fill(this, textOf(value)); } });
    replaceMethod(holder, 'setHTMLUnsafe', () => function (value) {
      fill(this, `${value as string}`);
      openShadowRoots(this as Node);
    });
    replaceMethod(holder, 'setHTML', () => function (value) { fill(this, `${value as string}`); });
    // Ways of tomorrow.
    for (const name of holder === undefined ? [] : Object.getOwnPropertyNames(holder)) {
      if (/HTML(?:Unsafe)?$/.test(name) && !['innerHTML', 'outerHTML', 'insertAdjacentHTML', 'setHTMLUnsafe', 'setHTML', 'getHTML'].includes(name)) removeMember(holder, name);
    }
  }
  replaceAccessor(elements, 'outerHTML', {
    set: () => function (value) {
      const parent: unknown = parentNode(this);
      if (parent === null) return;
      if (nodeType(parent) === 9) throw new DOMException_('This element\'s parent is of type \'#document\'.', 'NoModificationAllowedError');
      replaceChild(parent, parseFragment(contextOf(parent), textOf(value)), this);
    },
  });
  replaceMethod(elements, 'insertAdjacentHTML', () => function (position, text) { insert(this, lower(`${position as string}`), `${text as string}`); });
  replaceMethod(prototypeOf('DOMParser'), 'parseFromString', () => function (text, type) { return parseDocument(`${text as string}`, `${type as string}`); });
  replaceMethod(prototypeOf('Range'), 'createContextualFragment', () => function (text) {
    const start: unknown = rangeStart(this);
    const context: unknown = nodeType(start) === 1 ? start : contextOf(parentNode(start));
    const fragment = parseFragment(context, `${text as string}`);
    // The one kind of parsed fragment whose scripts run.
    for (const script of scriptsIn(fragment)) expect(script);
    return fragment;
  });
  replaceMethod(prototypeOf('Range'), 'cloneContents', (native) => function () {
    const copy: unknown = native(this, []);
    rebind(copy, copy, true);
    return copy;
  });
  replaceMethod(prototypeOf('Node'), 'cloneNode', (native) => function (deep) {
    const copy: unknown = native(this, [deep === true]);
    rebind(copy, this, deep === true);
    return copy;
  });
  guardAttributes();
  guardScripts();
  guardForeignDocuments();
}


function scriptsIn(root: Node): Element[] {
  const found: Element[] = [];
  for (const child of children(root)) {
    if (nodeType(child) !== 1) continue;
    if (isScript(child)) found.push(child as Element);
    found.push(...scriptsIn(child));
  }
  return found;
}

/** Handler attributes are kept where the browser does not look, and bound. */
function guardAttributes(): void {
  const elements = prototypeOf('Element');
  const take = (element: unknown, name: string, value: string): boolean => {
    if (!isHandlerName(element, name)) return false;
    removeAttribute(element, name);
    setAttributeNs(element, handlerNamespace, lower(name), value);
    bindHandler(element as Element, name, value);
    return true;
  };
  replaceMethod(elements, 'setAttribute', (native) => function (name, value) {
    const attribute = `${name as string}`;
    const text = `${value as string}`;
    if (!take(this, attribute, text)) native(this, [attribute, text]);
  });
  replaceMethod(elements, 'setAttributeNS', (native) => function (namespace, name, value) {
    const attribute = `${name as string}`;
    const text = `${value as string}`;
    const space = namespace === null || namespace === undefined || namespace === '' ? null : `${namespace as string}`;
    if (space !== null || !take(this, attribute, text)) native(this, [space, attribute, text]);
  });
  replaceMethod(elements, 'toggleAttribute', (native) => function (name, ...force) {
    const attribute = `${name as string}`;
    if (isHandlerName(this, attribute)) {
      if (hasAttribute(this, attribute) === true && force[0] !== true) {
        unbindHandler(this as Element, attribute);
        removeAttribute(this, attribute);
        return false;
      }
      if (force[0] !== false) take(this, attribute, '');
      return force[0] !== false;
    }
    return native(this, [attribute, ...force]);
  });
  replaceMethod(elements, 'removeAttribute', (native) => function (name) {
    const attribute = `${name as string}`;
    if (isHandlerName(this, attribute)) unbindHandler(this as Element, attribute);
    return native(this, [attribute]);
  });
}

/** `async` of scripts, whose own flag the browser lost with the mark that keeps them from running. */
function guardScripts(): void {
  replaceAccessor(prototypeOf('HTMLScriptElement'), 'async', {
    get: (native) => function () { native(this); return asyncOf(this as Element); },
    set: (native) => function (value) { native(this, value); setAsync(this as Element, Boolean(value)); },
  });
}

/** Documents that the browser parsed by itself, and every way into a frame. */
function guardForeignDocuments(): void {
  const requests = prototypeOf('XMLHttpRequest');
  const cleansed = new WeakSet<object>();
  for (const name of ['response', 'responseXML']) {
    replaceAccessor(requests, name, {
      get: (native) => function () {
        const value: unknown = native(this);
        if (typeof value === 'object' && value !== null && isDocument(value) && !cleansed.has(value)) {
          cleanse(value as Node);
          cleansed.add(value);
        }
        return value;
      },
    });
  }
  for (const name of ['HTMLIFrameElement', 'HTMLFrameElement', 'HTMLObjectElement', 'HTMLEmbedElement', 'HTMLFencedFrameElement']) {
    for (const member of ['contentWindow', 'contentDocument', 'getSVGDocument', 'srcdoc', 'config']) removeMember(prototypeOf(name), member);
  }
  replaceMethod(prototypeOf('CustomElementRegistry'), 'define', (native) => function (name, constructor, options) {
    const text = `${name as string}`;
    if (options === undefined || options === null) return native(this, [text, constructor]);
    const { extends: extended } = options as { extends?: unknown };
    if (extended === undefined) return native(this, [text, constructor]);
    const base = lower(`${extended as string}`);
    if (base === 'script' || isDenied(base)) {
      refuse('page', `customElements.define extends ${base}`, 'a frame or plug-in would be a fresh realm');
      throw new DOMException_(`"${base}" can not be extended here`, 'NotSupportedError');
    }
    return native(this, [text, constructor, { extends: base }]);
  });
}

function isDocument(value: object): boolean {
  try {
    return nodeType(value) === 9;
  } catch {
    return false;
  }
}
