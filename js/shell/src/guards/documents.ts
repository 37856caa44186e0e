/** Documents: they make no frames, lead to no window, and write through the inert parser. */
import { liveDocument, namespaceUri, nodes, nodeType, selectInDocument, selectInElement, selectInFragment, attributeNames, getAttribute, realWindow } from '../natives/dom.js';
import { htmlNamespace, isDenied, isScript, lower, makeScript, svgNamespace } from '../html/elements.js';
import { cleanse, parseDocument, parseFragment, refusedElement } from '../html/inert.js';
import { theFacade } from '../facade/windows.js';
import { expect, isWaiting } from '../page/dynamic.js';
import { bindHandler, isHandlerName } from '../page/handlers.js';
import { readyState } from '../page/ready.js';
import { currentScript } from '../page/run.js';
import { closeDocument, openDocument, write } from '../page/write.js';
import { refuse } from '../report.js';
import { prototypeOf, replaceAccessor, replaceMethod } from './replace.js';

const localOf = (qualified: string): string => qualified.slice(qualified.lastIndexOf(':') + 1);

/** An element that the page makes by name; undefined where the browser's own will do. */
function made(name: string, namespace: string | null): Element | undefined {
  const local = localOf(name);
  if (isDenied(local) && namespace === htmlNamespace) return refusedElement(local);
  if (lower(local) === 'script' && (namespace === htmlNamespace || namespace === svgNamespace)) {
    const script = makeScript();
    expect(script);
    return script;
  }
  return undefined;
}

export function guardDocuments(): void {
  const documents = prototypeOf('Document');
  replaceAccessor(documents, 'defaultView', { get: (native) => function () { return native(this) === realWindow ? theFacade() : null; } });
  replaceAccessor(documents, 'readyState', { get: (native) => function () { return this === liveDocument ? readyState() : native(this); } });
  replaceAccessor(documents, 'currentScript', { get: (native) => function () { native(this); return this === liveDocument ? currentScript() : null; } });
  replaceAccessor(documents, 'domain', { set: () => function () { refuse('page', 'document.domain', 'the container\'s origin is its own'); } });

  replaceMethod(documents, 'createElement', (native) => function (name, options) {
    const text = `${name as string}`;
    return made(text, htmlNamespace) ?? native(this, options === undefined ? [text] : [text, options]);
  });
  replaceMethod(documents, 'createElementNS', (native) => function (namespace, name, options) {
    const space = namespace === null || namespace === undefined ? null : `${namespace as string}`;
    const text = `${name as string}`;
    return made(text, space) ?? native(this, options === undefined ? [space, text] : [space, text, options]);
  });
  replaceMethod(prototypeOf('DOMImplementation'), 'createDocument', (native) => function (namespace, name, doctype) {
    const space = namespace === null || namespace === undefined ? null : `${namespace as string}`;
    const text = name === null || name === undefined ? '' : `${name as string}`;
    const created = native(this, [space, isDenied(localOf(text)) ? 'refused' : text, doctype === undefined ? null : doctype]) as Node;
    cleanse(created);
    return created;
  });
  replaceMethod(documents, 'importNode', (native) => function (node, ...rest) {
    const copy: unknown = native(this, [node, ...rest]);
    rebind(copy, node, rest[0] === true);
    return copy;
  });
  replaceMethod(documents, 'write', () => function (...parts) { if (this === liveDocument) write(parts, false); });
  replaceMethod(documents, 'writeln', () => function (...parts) { if (this === liveDocument) write(parts, true); });
  replaceMethod(documents, 'open', () => function (...args) {
    if (args.length > 2) {
      refuse('page', 'document.open of a window', 'a container opens no windows');
      return null;
    }
    if (this === liveDocument) openDocument();
    return this;
  });
  replaceMethod(documents, 'close', () => function () { if (this === liveDocument) closeDocument(); });
  replaceMethod(documents, 'execCommand', (native) => function (...args) {
    const [command, , text] = args;
    const name = lower(`${command as string}`);
    if (name !== 'inserthtml') return native(this, [name, args[1], args.length > 2 ? args[2] : '']);
    const selection = realWindow.getSelection();
    if (selection === null || selection.rangeCount === 0) return false;
    const range = selection.getRangeAt(0);
    const editable = closestEditable(range.commonAncestorContainer);
    if (editable === null) return false;
    range.deleteContents();
    range.insertNode(parseFragment(editable, `${text as string}`));
    return true;
  });
  const { Document: constructor } = realWindow as unknown as { Document: object };
  for (const name of ['parseHTMLUnsafe', 'parseHTML']) replaceMethod(constructor, name, () => function (text) { return parseDocument(`${text as string}`); });
}

function closestEditable(node: Node): Element | null {
  for (let current: Node | null = node; current !== null; current = current.parentNode) {
    if (current instanceof HTMLElement && current.isContentEditable) return current;
  }
  return null;
}

/** A copy has its original's handler attributes but not its handlers, and its scripts are new ones. */
export function rebind(copy: unknown, original: unknown, deep: boolean): void {
  visit(copy);
  if (isScriptElement(copy) && isWaiting(original)) expect(copy as Element);
  if (!deep) return;
  const type = nodeType(copy) as number;
  const select = type === 9 ? selectInDocument : type === 11 ? selectInFragment : type === 1 ? selectInElement : undefined;
  if (select === undefined) return;
  const copies = nodes(select(copy, '*'));
  for (const element of copies) visit(element);
  const scripts = copies.filter(isScriptElement);
  if (scripts.length === 0) return;
  nodes(select(original, 'script')).forEach((script, index) => { if (isWaiting(script) && scripts[index] !== undefined) expect(scripts[index] as Element); });
}

const isScriptElement = (node: unknown): boolean => nodeType(node) === 1 && isScript(node) && namespaceUri(node) === htmlNamespace;

function visit(node: unknown): void {
  if (nodeType(node) !== 1) return;
  for (const name of attributeNames(node) as string[]) {
    if (isHandlerName(node, name)) bindHandler(node as Element, name, getAttribute(node, name) as string);
  }
}
