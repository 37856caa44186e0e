/** Scripts that scripts insert: created empty, they run when they get into the document with a text or a source. */
import { addedNodes, hasAttribute, isConnected, liveDocument, NativeMutationObserver, nodes, nodeType, observe, disconnect, reportError, selectInElement, setAttribute, removeAttribute, textContent } from '../natives/dom.js';
import { isScript } from '../html/elements.js';
import { addImportMap } from './modules.js';
import { kindOf, prepare } from './scripts.js';

/** Created by the page and not run yet. */
const waiting = new Set<Element>();
/** External ones load in any order unless the page said otherwise. */
const anyOrder = new WeakSet<Element>();
let inOrder: Promise<unknown> = Promise.resolve();

const observer = new NativeMutationObserver((records: MutationRecord[]) => {
  // What was inserted and taken out again at once runs all the same, as it would have at once.
  for (const record of records) for (const node of nodes(addedNodes(record))) inserted(node);
  for (const script of [...waiting]) if (isConnected(script) === true) start(script);
});

function inserted(node: Node): void {
  if (nodeType(node) !== 1) return;
  if (waiting.has(node as Element)) start(node as Element);
  for (const script of nodes(selectInElement(node, 'script'))) if (waiting.has(script as Element)) start(script as Element);
}

/** A script that the page made is to run once it is inserted. */
export function expect(script: Element): void {
  if (waiting.size === 0) observe(observer, liveDocument, { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: ['src'] });
  waiting.add(script);
  anyOrder.add(script);
}

export const isWaiting = (script: unknown): boolean => waiting.has(script as Element);

/** `script.async`, which is true for scripts that the page made until it says otherwise. */
export const asyncOf = (script: Element): boolean => anyOrder.has(script) || hasAttribute(script, 'async') === true;
export function setAsync(script: Element, value: boolean): void {
  anyOrder.delete(script);
  if (value) setAttribute(script, 'async', '');
  else removeAttribute(script, 'async');
}

function start(script: Element): void {
  const external = hasAttribute(script, 'src') === true;
  if (!isScript(script) || (!external && textContent(script) === '')) return;
  waiting.delete(script);
  if (waiting.size === 0) disconnect(observer);
  const kind = kindOf(script);
  if (kind === 'data') return;
  if (kind === 'importmap') {
    addImportMap(script);
    return;
  }
  const prepared = prepare(script, kind);
  if (external && !asyncOf(script)) {
    inOrder = inOrder.then(async () => (await prepared).run());
  } else {
    prepared.then((ready) => ready.run()).catch(reportError);
  }
}
