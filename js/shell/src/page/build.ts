/** Moves an inert document into the live one in the order of its markup, and runs its scripts when HTML says so. */
import {
  addListener, adoptNode, baseUri, appendChild, children, documentElement, firstOf, getAttribute, hasAttribute, liveDocument, localName,
  nextTask, nodes, nodeType, parentNode, reportError, replaceChild, replaceElementChildren, selectInElement, textContent, getter, selectInDocument,
} from '../natives/dom.js';
import { isScript, lower } from '../html/elements.js';
import { openShadowRoots } from '../html/inert.js';
import { handlersReady } from './handlers.js';
import { addImportMap } from './modules.js';
import { become, contentLoaded, windowLoaded } from './ready.js';
import { kindOf, prepare, type Prepared } from './scripts.js';
import { beginWriting, endWriting } from './write.js';

/** Style sheets that scripts wait for. */
const sheets = new Set<unknown>();
const imageComplete = getter(HTMLImageElement.prototype, 'complete');

function watchSheets(element: unknown): void {
  const links = lower(localName(element) as string) === 'link' ? [element] : nodes(selectInElement(element, 'link[rel~="stylesheet" i][href]'));
  for (const link of links) {
    if (!/\bstylesheet\b/i.test(String(getAttribute(link, 'rel'))) || hasAttribute(link, 'href') !== true || hasAttribute(link, 'disabled') === true) continue;
    sheets.add(link);
    const done = (): void => { sheets.delete(link); };
    for (const type of ['load', 'error']) addListener(link, type, done, { once: true });
  }
}

const sheetsLoaded = async (): Promise<void> => {
  while (sheets.size > 0) {
    const [link] = sheets;
    await firstOf(link, ['load', 'error']);
    sheets.delete(link);
  }
};

export class Builder {
  readonly #deferred: Promise<Prepared>[] = [];
  readonly #async = new Set<Promise<unknown>>();
  readonly #prepared = new Map<Element, Promise<Prepared>>();

  /** Fills the document; the promise settles when the page's load event is over. */
  async build(parsed: Document): Promise<void> {
    openShadowRoots(parsed);
    this.#prepareAll(parsed);
    const root = documentElement(parsed) as Element;
    const parts = children(root);
    replaceElementChildren(root);
    replaceChild(liveDocument, adoptNode(liveDocument, root), documentElement(liveDocument));
    for (const part of parts) await this.#place(root, part);
    become('interactive');
    for (const deferred of this.#deferred) await this.#run(deferred, undefined);
    await nextTask();
    contentLoaded();
    await this.#resources();
    become('complete');
    windowLoaded();
  }

  /** All texts are asked for before the first one runs. */
  #prepareAll(parsed: Document): void {
    for (const node of nodes(selectInDocument(parsed, 'script'))) {
      const script = node as Element;
      const kind = kindOf(script);
      // Modules wait for the import maps before them.
      if (kind === 'classic' && (hasAttribute(script, 'src') === true || textContent(script) !== '')) this.#prepared.set(script, prepare(script, kind));
    }
  }

  async #place(parent: Node, node: Node): Promise<void> {
    appendChild(parent, node);
    if (nodeType(node) !== 1) return;
    if (isScript(node)) {
      await this.#script(node as Element);
      return;
    }
    if (nodes(selectInElement(node, 'script')).length === 0) {
      watchSheets(node);
      return;
    }
    const parts = children(node);
    replaceElementChildren(node);
    for (const part of parts) await this.#place(node, part);
  }

  async #script(script: Element): Promise<void> {
    const kind = kindOf(script);
    const external = hasAttribute(script, 'src') === true;
    if (kind === 'data' || (!external && textContent(script) === '')) return;
    if (kind === 'importmap') {
      addImportMap(textContent(script) as string, baseUri(liveDocument) as string);
      return;
    }
    const prepared = this.#prepared.get(script) ?? prepare(script, kind);
    const isAsync = hasAttribute(script, 'async') === true && (external || kind === 'module');
    if (isAsync) {
      const done = prepared.then((ready) => ready.run()).catch(reportError).finally(() => this.#async.delete(done));
      this.#async.add(done);
    } else if (kind === 'module' || (external && hasAttribute(script, 'defer') === true)) {
      this.#deferred.push(prepared);
    } else {
      await this.#run(prepared, script);
    }
  }

  async #run(prepared: Promise<Prepared>, writer: Element | undefined): Promise<void> {
    const ready = await prepared;
    await handlersReady();
    await sheetsLoaded();
    if (writer === undefined) {
      await ready.run();
    } else {
      beginWriting(writer);
      ready.run();
      const parent = parentNode(writer) as Node | null;
      for (const node of endWriting()) if (parent !== null) await this.#place(parent, node);
    }
    // Microtasks come before the next script.
    await nextTask();
  }

  /** What the load event waits for. */
  async #resources(): Promise<void> {
    await Promise.all([...this.#async, handlersReady()]);
    await sheetsLoaded();
    const images = nodes(selectInDocument(liveDocument, 'img[src]:not([loading="lazy" i])')).filter((image) => imageComplete(image) !== true);
    await Promise.all(images.map((image) => firstOf(image, ['load', 'error'])));
  }
}
