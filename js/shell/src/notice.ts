/** A small notice in the corner of the frame, and in the place of elements that were refused. Closed to the page's scripts. */
import { appendChild, attachShadow, createElement, documentElement, isConnected, liveDocument, nativeSetTimeout, setAttribute, setTextContent, on, replaceFragmentChildren } from './natives/dom.js';
import { showRefusals, type Refusal } from './report.js';

const hostName = 'bailey-notice';
const shown: Refusal[] = [];
let host: Element | undefined;
let root: ShadowRoot | undefined;
let scheduled = false;

const style = 'all:initial;position:fixed;right:8px;bottom:8px;max-width:min(26rem,90vw);z-index:2147483647;font:12px/1.4 system-ui,sans-serif;color:#fff;background:#3a1f1f;border-radius:6px;padding:6px 10px;box-shadow:0 1px 4px #0006;cursor:pointer;overflow-wrap:anywhere';

function draw(): void {
  scheduled = false;
  if (host === undefined) {
    host = createElement(liveDocument, hostName) as Element;
    root = attachShadow(host, { mode: 'closed' }) as ShadowRoot;
    on(host, 'click', () => { shown.length = 0; draw(); });
  }
  if (isConnected(host) !== true) appendChild(documentElement(liveDocument), host);
  if (shown.length === 0) {
    replaceFragmentChildren(root);
    return;
  }
  const box = createElement(liveDocument, 'div') as Element;
  setAttribute(box, 'style', style);
  setAttribute(box, 'role', 'status');
  const last = shown[shown.length - 1]!;
  setTextContent(box, `Refused${shown.length > 1 ? ` (${shown.length})` : ''}: ${last.subject.slice(0, 80)}. ${last.reason}.`);
  replaceFragmentChildren(root, box);
}

/** From now on refusals are shown. */
export function watchRefusals(): void {
  showRefusals((refusal) => {
    shown.push(refusal);
    if (scheduled) return;
    scheduled = true;
    nativeSetTimeout(draw, 0);
  });
}
