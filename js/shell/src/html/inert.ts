/**
 * Markup becomes nodes in a document without a window: nothing loads or runs there. What must not get into the page is taken out of that
 * tree, then the nodes themselves are moved; nothing is written out and parsed again.
 *
 * Source: HTML, fragment parsing and DOMParser.
 * Stops: elements that bring a fresh realm; scripts and handlers that the browser would run or refuse by itself.
 * Does not stop: what style and images do: the Content-Security-Policy holds those in the container.
 */
import {
  appendChild, attributeNames, children, createElement, createElementNs, createFragment, firstChild, getAttribute, innerHtml, liveDocument,
  localName, namespaceUri, NativeParser, nodes, nodeType, parentNode, parseMarkup, removeAttribute, replaceWith, selectInDocument, selectInElement,
  selectInFragment, setAttribute, setAttributeNs, setInnerHtml, setTextContent, templateContent, attachShadow, remove,
} from '../natives/dom.js';
import { forParser } from '../trusted-types.js';
import { refuse } from '../report.js';
import { bindHandler, handlerNamespace, isHandlerName } from '../page/handlers.js';
import { deniedSelector, htmlNamespace, inertCopy, isDenied, lower, placeholderName } from './elements.js';

const inertDocument = document.implementation.createHTMLDocument('');
const parser = new NativeParser();

const special = `${deniedSelector},script,template,noscript,meta[http-equiv],link[rel]`;
// An attribute's name stands in the text as it is; with entities it would not be a name.
const mayHaveHandlers = /\bon\w+\s*=/i;

const selectIn = (root: unknown, selector: string): Node[] => {
  const type = nodeType(root) as number;
  return nodes((type === 9 ? selectInDocument : type === 11 ? selectInFragment : selectInElement)(root, selector));
};

/** What stands in the place of an element that is refused. */
function placeholder(name: string, source: string): Element {
  const element = createElement(liveDocument, placeholderName) as Element;
  setAttribute(element, 'title', `Refused: ${name}${source === '' ? '' : ` ${source}`}`);
  refuse('page', `<${name}>${source === '' ? '' : ` ${source}`}`, 'a frame or plug-in would be a fresh realm');
  return element;
}

export const refusedElement = (name: string): Element => placeholder(lower(name), '');

/** Makes a tree harmless in place. `text`: what it was parsed from, where that is known. */
export function cleanse(root: Node, text?: string): void {
  const isXml = text === undefined;
  for (const element of isXml ? selectIn(root, '*') : selectIn(root, special)) {
    const name = lower(localName(element) as string);
    if (isDenied(name)) {
      const source: unknown = getAttribute(element, 'src') ?? getAttribute(element, 'data') ?? '';
      replaceWith(element, placeholder(name, String(source)));
    } else if (name === 'script') {
      replaceWith(element, inertCopy(element));
    } else if (name === 'template' && namespaceUri(element) === htmlNamespace) {
      cleanse(templateContent(element) as Node, text);
    } else if (name === 'noscript') {
      // Scripts run here, so what is in it is text; this parser took it for elements.
      setTextContent(element, innerHtml(element));
    } else if (name === 'meta') {
      const kind = lower(String(getAttribute(element, 'http-equiv') ?? '').trim());
      // The container's policy is the page's only one: a page's own could keep the shell from its code.
      if (kind === 'content-security-policy' || kind === 'content-security-policy-report-only') hide(element, 'http-equiv');
    } else if (name === 'link') {
      const rel = lower(String(getAttribute(element, 'rel') ?? ''));
      // What they would fetch is raw text, which the server gives to no script destination.
      if (/\bmodulepreload\b/.test(rel) || (/\bpreload\b/.test(rel) && /^(?:script|worker)$/.test(lower(String(getAttribute(element, 'as') ?? ''))))) hide(element, 'rel');
    }
  }
  if (isXml || mayHaveHandlers.test(text)) for (const element of selectIn(root, '*')) takeHandlers(element);
}

/** Keeps an attribute for whoever reads it, and takes its effect. */
function hide(element: unknown, name: string): void {
  const value: unknown = getAttribute(element, name);
  removeAttribute(element, name);
  setAttributeNs(element, handlerNamespace, name, value);
}

/** Turns handler attributes into ones that the browser does not look at, and binds them. */
function takeHandlers(element: unknown): void {
  for (const name of attributeNames(element) as string[]) {
    if (!isHandlerName(element, name)) continue;
    const text = getAttribute(element, name) as string;
    hide(element, name);
    bindHandler(element as Element, name, text);
  }
}

/** A whole document, cleansed. It belongs to no window. */
export function parseDocument(text: string, type = 'text/html'): Document {
  const parsed = parseMarkup(parser, forParser(text), type) as Document;
  cleanse(parsed, type === 'text/html' ? text : undefined);
  return parsed;
}

/** The nodes that markup means in an element, cleansed, in a fragment of the live document. */
export function parseFragment(context: unknown, text: string): DocumentFragment {
  const name = localName(context) as string;
  const namespace: unknown = namespaceUri(context);
  const inert = (namespace === htmlNamespace ? createElement(inertDocument, isDenied(name) ? 'div' : name) : createElementNs(inertDocument, namespace, name)) as Element;
  setInnerHtml(inert, forParser(text));
  const root: Node = name === 'template' && namespace === htmlNamespace ? templateContent(inert) : inert;
  cleanse(root, text);
  const fragment = createFragment(liveDocument) as DocumentFragment;
  for (const child of children(root)) appendChild(fragment, child);
  return fragment;
}

/** Declarative shadow roots, which an inert parser leaves as templates. */
export function openShadowRoots(root: Node): void {
  for (const template of selectIn(root, 'template[shadowrootmode]')) {
    const mode = lower(String(getAttribute(template, 'shadowrootmode')));
    const host: unknown = parentNode(template);
    if ((mode !== 'open' && mode !== 'closed') || host === null || nodeType(host) !== 1) continue;
    try {
      const shadow: unknown = attachShadow(host, { mode, delegatesFocus: getAttribute(template, 'shadowrootdelegatesfocus') !== null });
      const content = templateContent(template) as Node;
      openShadowRoots(content);
      while (firstChild(content) !== null) appendChild(shadow, firstChild(content));
      remove(template);
    } catch {
      // Not an element that can have one: the template stays.
    }
  }
}
