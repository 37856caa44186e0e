/** Links: `javascript:` URLs run in the page's compartment, and what leads out of the container is told instead of a broken frame. */
import { addListener, baseUri, cancelBubble, defaultPrevented, eventPath, getAttribute, liveDocument, localName, nodeType, parseUrl, on, ownOrigin, preventDefault, realWindow, reportError } from '../natives/dom.js';
import { codeOfText } from '../code.js';
import { lower } from '../html/elements.js';
import { refuse } from '../report.js';
import { javascriptText } from './javascript-url.js';
import { runScript } from './run.js';

function linkIn(path: readonly unknown[]): { element: Element; href: string } | undefined {
  for (const node of path) {
    if (typeof node !== 'object' || node === null || node === realWindow || nodeType(node) !== 1) continue;
    const name = lower(localName(node) as string);
    if (name !== 'a' && name !== 'area') continue;
    const href: unknown = getAttribute(node, 'href') ?? getAttribute(node, 'xlink:href');
    if (typeof href === 'string') return { element: node as Element, href };
  }
  return undefined;
}

/** What a click on the link does once no listener has prevented it. True: the browser shall do nothing. */
function follow(element: Element, href: string): boolean {
  const text = javascriptText(href);
  if (text !== undefined) {
    codeOfText('script', text).then((unit) => { runScript(unit, baseUri(liveDocument) as string, null); }).catch(reportError);
    return true;
  }
  const url = parseUrl(href, baseUri(liveDocument) as string);
  if (url === undefined) return false;
  if (/^https?:$/.test(url.protocol) && url.origin !== ownOrigin) {
    refuse('page', `link ${url.href}`, 'the frame stays in its container');
    return true;
  }
  const target: unknown = getAttribute(element, 'target');
  if (typeof target === 'string' && lower(target) === '_blank') {
    refuse('page', `link in a new window ${url.href}`, 'a container opens no windows');
    return true;
  }
  return false;
}

export function watchLinks(): void {
  on(realWindow, 'click', (event) => {
    const path = eventPath(event) as unknown[];
    const link = linkIn(path);
    if (link === undefined) return;
    // After every listener of the page: the last one at each place on the way, of which the one sees the event that it ends at.
    let done = false;
    const last = (): void => {
      if (done || defaultPrevented(event) === true) return;
      done = true;
      if (follow(link.element, link.href)) preventDefault(event);
    };
    for (const place of path) {
      addListener(place, 'click', () => { if (place === realWindow || cancelBubble(event) === true) last(); }, { once: true });
    }
  });
}
