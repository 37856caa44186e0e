/** Asks the server for the page that the frame's URL names, and shows it. */
import { appendChild, createElement, documentElement, firstOf, liveDocument, nativeFetch, ownOrigin, parseUrl, realWindow, replaceElementChildren, responseJson, setAttribute, setTextContent, stopImmediate, adoptNode, replaceChild, children } from '../natives/dom.js';
import { foresee, codeOfFile } from '../code.js';
import { parseDocument } from '../html/inert.js';
import { Builder } from './build.js';
import { onReopen } from './write.js';

interface Page {
  readonly status: number;
  readonly url: string;
  readonly type: string;
  readonly html: string | null;
  readonly texts?: Readonly<Record<string, string>>;
  readonly scripts?: readonly string[];
  readonly modules?: readonly string[];
}

/** Shows the page; settles when its load event is over. */
export async function loadPage(): Promise<void> {
  const { pathname, search } = realWindow.location;
  const target = pathname + search;
  const asked = nativeFetch(`/__bailey/page?url=${encodeURIComponent(target)}`);
  // The shell's own document must be complete, so that the page sees one load event only: its own.
  if (liveDocument.readyState !== 'complete') stopImmediate(await firstOf(realWindow, ['load']));
  const page = await responseJson(await asked) as Page;
  foresee(target, page.texts ?? {});
  for (const path of page.modules ?? []) {
    const url = parseUrl(path, ownOrigin);
    if (url !== undefined && /\.m?js$/.test(url.path)) codeOfFile('module', url).catch(() => { /* told when it is used */ });
  }
  if (page.html !== null) {
    onReopen((parsed) => { new Builder().build(parsed).catch(() => { /* told by the scripts */ }); });
    await new Builder().build(parseDocument(page.html));
  } else {
    showOther(page, target);
  }
}

/** A file that is no page: an image, or a line that says what it is. */
function showOther(page: Page, url: string): void {
  const inert = parseDocument('');
  const root = adoptNode(liveDocument, documentElement(inert)) as Element;
  replaceChild(liveDocument, root, documentElement(liveDocument));
  const body = children(root)[1]!;
  replaceElementChildren(body);
  const element = createElement(liveDocument, page.status === 200 && page.type.startsWith('image/') ? 'img' : 'p') as Element;
  if (page.status === 200 && page.type.startsWith('image/')) setAttribute(element, 'src', url);
  else setTextContent(element, page.status === 200 ? `This file is not a page: ${page.type}` : 'There is no such page.');
  appendChild(body, element);
}
