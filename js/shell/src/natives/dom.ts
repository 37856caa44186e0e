/**
 * The DOM's own functions, taken before any guest code ran: guests may replace what they find on the prototypes, and forms and documents
 * let their children's names hide properties. Nothing of the shell calls a DOM object's property directly once guests run.
 */
import { addListener, getter, method, prototypeOf, setter, type Call } from './both.js';

export * from './both.js';

const { Node: node, Element: element, Document: documents, DocumentFragment: fragment, HTMLElement: html } = window as unknown as
  Record<string, { prototype: object }>;

export const realWindow: Window & typeof globalThis = window;
export const liveDocument: Document = document;

export const appendChild = method(node!.prototype, 'appendChild');
export const insertBefore = method(node!.prototype, 'insertBefore');
export const removeChild = method(node!.prototype, 'removeChild');
export const replaceChild = method(node!.prototype, 'replaceChild');
export const cloneNode = method(node!.prototype, 'cloneNode');
export const contains = method(node!.prototype, 'contains');
export const nodeType = getter(node!.prototype, 'nodeType');
export const parentNode = getter(node!.prototype, 'parentNode');
export const firstChild = getter(node!.prototype, 'firstChild');
export const nextSibling = getter(node!.prototype, 'nextSibling');
export const isConnected = getter(node!.prototype, 'isConnected');
export const ownerDocument = getter(node!.prototype, 'ownerDocument');
export const textContent = getter(node!.prototype, 'textContent');
export const setTextContent = setter(node!.prototype, 'textContent');
export const baseUri = getter(node!.prototype, 'baseURI');

export const localName = getter(element!.prototype, 'localName');
export const namespaceUri = getter(element!.prototype, 'namespaceURI');
export const getAttribute = method(element!.prototype, 'getAttribute');
export const getAttributeNode = method(element!.prototype, 'getAttributeNode');
export const setAttribute = method(element!.prototype, 'setAttribute');
export const setAttributeNs = method(element!.prototype, 'setAttributeNS');
export const removeAttribute = method(element!.prototype, 'removeAttribute');
export const removeAttributeNs = method(element!.prototype, 'removeAttributeNS');
export const hasAttribute = method(element!.prototype, 'hasAttribute');
export const attributeNames = method(element!.prototype, 'getAttributeNames');
export const closest = method(element!.prototype, 'closest');
export const attachShadow = method(element!.prototype, 'attachShadow');
export const shadowRoot = getter(element!.prototype, 'shadowRoot');
export const remove = method(element!.prototype, 'remove');
export const replaceWith = method(element!.prototype, 'replaceWith');
export const innerHtml = getter(element!.prototype, 'innerHTML');
export const setInnerHtml = setter(element!.prototype, 'innerHTML');
export const replaceElementChildren = method(element!.prototype, 'replaceChildren');
export const replaceFragmentChildren = method(fragment!.prototype, 'replaceChildren');
export const selectInElement = method(element!.prototype, 'querySelectorAll');
export const selectInFragment = method(fragment!.prototype, 'querySelectorAll');
export const selectInDocument = method(documents!.prototype, 'querySelectorAll');
export const click = method(html!.prototype, 'click');

export const createElement = method(documents!.prototype, 'createElement');
export const createElementNs = method(documents!.prototype, 'createElementNS');
export const createFragment = method(documents!.prototype, 'createDocumentFragment');
export const createText = method(documents!.prototype, 'createTextNode');
export const importNode = method(documents!.prototype, 'importNode');
export const adoptNode = method(documents!.prototype, 'adoptNode');
export const documentElement = getter(documents!.prototype, 'documentElement');
export const documentBody = getter(documents!.prototype, 'body');
export const documentHead = getter(documents!.prototype, 'head');
export const elementById = method(documents!.prototype, 'getElementById');
export const templateContent = getter(prototypeOf('HTMLTemplateElement'), 'content');
export const ownerForm = (self: object): unknown => {
  for (const name of ['HTMLButtonElement', 'HTMLInputElement', 'HTMLSelectElement', 'HTMLTextAreaElement', 'HTMLFieldSetElement', 'HTMLOutputElement', 'HTMLObjectElement', 'HTMLLabelElement']) {
    const form = forms[name];
    try {
      if (form !== undefined) return form(self);
    } catch {
      // Not an element of this kind.
    }
  }
  return closest(self, 'form');
};
const forms: Record<string, Call | undefined> = {};
for (const name of ['HTMLButtonElement', 'HTMLInputElement', 'HTMLSelectElement', 'HTMLTextAreaElement', 'HTMLFieldSetElement', 'HTMLOutputElement', 'HTMLObjectElement', 'HTMLLabelElement']) {
  forms[name] = getter(prototypeOf(name), 'form');
}

export const eventPath = method(prototypeOf('Event'), 'composedPath');
export const preventDefault = method(prototypeOf('Event'), 'preventDefault');
export const defaultPrevented = getter(prototypeOf('Event'), 'defaultPrevented');
export const cancelBubble = getter(prototypeOf('Event'), 'cancelBubble');

export const observe = method(prototypeOf('MutationObserver'), 'observe');
export const disconnect = method(prototypeOf('MutationObserver'), 'disconnect');
export const addedNodes = getter(prototypeOf('MutationRecord'), 'addedNodes');
export const listLength = getter(prototypeOf('NodeList'), 'length');
export const listItem = method(prototypeOf('NodeList'), 'item');

export const { Event: NativeEvent, MutationObserver: NativeMutationObserver, DOMParser: NativeParser } = realWindow;
export const parseMarkup = method(prototypeOf('DOMParser'), 'parseFromString');

const port = new MessageChannel();
const postMessage = method(prototypeOf('MessagePort'), 'postMessage');
const turns: (() => void)[] = [];
port.port1.onmessage = () => { turns.shift()?.(); };

/** A promise that settles in a later task: what microtasks there are have run by then. */
export const nextTask = (): Promise<void> => new Promise((resolve) => {
  turns.push(resolve);
  postMessage(port.port2, 0);
});

export const rangeStart = getter(prototypeOf('Range'), 'startContainer');
export const rootHost = getter(prototypeOf('ShadowRoot'), 'host');

/** The members of a NodeList, as an array. */
export function nodes(list: unknown): Node[] {
  const found: Node[] = [];
  for (let index = 0, length = listLength(list) as number; index < length; index++) found.push(listItem(list, index));
  return found;
}

/** The children of a node, as an array. */
export function children(parent: unknown): Node[] {
  const found: Node[] = [];
  for (let child = firstChild(parent) as Node | null; child !== null; child = nextSibling(child)) found.push(child);
  return found;
}

/** A promise for the first of some events of a target. */
export const firstOf = (eventTarget: unknown, types: readonly string[]): Promise<Event> => new Promise((resolve) => {
  for (const type of types) addListener(eventTarget, type, resolve, { once: true });
});
