/** `document.write`: what is written while a script of the page runs stands right behind that script, once it has ended. */
import { children, parentNode, queueMicrotask } from '../natives/dom.js';
import { parseDocument, parseFragment } from '../html/inert.js';
import { currentScript } from './run.js';

let buffer = '';
/** The script that the parser stopped at. */
let place: Element | null = null;
let reopen: ((parsed: Document) => void) | undefined;
let isClosing = false;

/** What to do with a document that was written after the page was loaded. */
export function onReopen(listener: (parsed: Document) => void): void { reopen = listener; }

export function beginWriting(script: Element): void {
  buffer = '';
  place = script;
}

/** The nodes that the script wrote, in the order of the markup; to be placed behind it. */
export function endWriting(): Node[] {
  const written = buffer;
  const script = place;
  buffer = '';
  place = null;
  if (written === '' || script === null) return [];
  const parent: unknown = parentNode(script);
  return parent === null ? [] : children(parseFragment(parent, written));
}

export function write(parts: readonly unknown[], line: boolean): void {
  // A script that nothing waits for can not write into what is being read.
  if (place === null && currentScript() !== null) return;
  buffer += parts.map((part) => `${part as string}`).join('') + (line ? '\n' : '');
  if (place === null) finish();
}

/** `document.open()`: the next text replaces the document. */
export function openDocument(): void { if (place === null && currentScript() === null) finish(); }

/** Written when nothing parses any more: it replaces the document, at the end of this turn or when it is closed. */
function finish(): void {
  if (isClosing) return;
  isClosing = true;
  queueMicrotask(closeDocument);
}

export function closeDocument(): void {
  if (place !== null || !isClosing) return;
  isClosing = false;
  const text = buffer;
  buffer = '';
  reopen?.(parseDocument(text));
}
