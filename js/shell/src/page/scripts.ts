/** What a script element asks for, and how its text comes to run. */
import { baseUri, dispatch, getAttribute, hasAttribute, liveDocument, nativeFetch, NativeEvent, ownOrigin, parseUrl, reportError, responseText, textContent, type UrlParts } from '../natives/dom.js';
import { codeOfFile, codeOfText, type Unit } from '../code.js';
import { refuse } from '../report.js';
import { giveChannel, guestPath } from './channel.js';
import { loadInlineModule, loadModule, runModule } from './modules.js';
import { runScript } from './run.js';

export type ScriptKind = 'classic' | 'module' | 'importmap' | 'data';

const javascript = /^(?:(?:text|application)\/(?:x-)?(?:java|ecma)script|text\/(?:javascript1\.[0-5]|jscript|livescript))$/;

/** HTML's `type` and `language`. */
export function kindOf(element: unknown): ScriptKind {
  const type: unknown = getAttribute(element, 'type');
  const language: unknown = getAttribute(element, 'language');
  const text = typeof type === 'string' ? type.trim().toLowerCase() : typeof language === 'string' && language !== '' ? `text/${language.toLowerCase()}` : '';
  if (type === '' || text === '' || javascript.test(text)) {
    const isEvent = getAttribute(element, 'for') === null || getAttribute(element, 'event') === null;
    return hasAttribute(element, 'nomodule') === true || !isEvent ? 'data' : 'classic';
  }
  return text === 'module' || text === 'importmap' ? text : 'data';
}

/** Ready to run: `run` runs it and tells its element. */
export interface Prepared { run(): void | Promise<void> }

const tell = (element: unknown, type: 'load' | 'error'): void => { dispatch(element, new NativeEvent(type)); };

/** The URL of an external script, or undefined where it has none. */
const sourceOf = (element: unknown): UrlParts | undefined => parseUrl(String(getAttribute(element, 'src')), baseUri(liveDocument) as string);

async function unitOf(url: UrlParts): Promise<Unit> {
  // Text that the page itself made or carries along.
  if (url.protocol === 'blob:' || url.protocol === 'data:') return codeOfText('script', await (responseText(await nativeFetch(url.href)) as Promise<string>));
  if (url.origin !== ownOrigin) {
    refuse('page', `script ${url.href}`, 'scripts come from the container only', `egress[+]: {"origin": "${url.origin}"}`);
    throw new TypeError('The script is not of the container');
  }
  return codeOfFile('script', url);
}

/** Starts to load a script; never rejects. */
export async function prepare(element: Element, kind: 'classic' | 'module'): Promise<Prepared> {
  const external = hasAttribute(element, 'src') === true;
  try {
    return kind === 'classic' ? await prepareClassic(element, external) : await prepareModule(element, external);
  } catch (error) {
    if (!external || error instanceof SyntaxError) {
      return { run: () => {
        reportError(error);
        if (external) tell(element, 'error');
      } };
    }
    return { run: () => tell(element, 'error') };
  }
}

async function prepareClassic(element: Element, external: boolean): Promise<Prepared> {
  if (!external) {
    const unit = await codeOfText('script', textContent(element) as string);
    return { run: () => { runScript(unit, baseUri(liveDocument) as string, element); } };
  }
  const url = sourceOf(element);
  if (url === undefined) throw new TypeError('The script has no URL');
  if (url.origin === ownOrigin && url.path === guestPath) {
    return { run: () => {
      giveChannel();
      tell(element, 'load');
    } };
  }
  const unit = await unitOf(url);
  return { run: () => {
    runScript(unit, url.href, element);
    tell(element, 'load');
  } };
}

async function prepareModule(element: Element, external: boolean): Promise<Prepared> {
  const url = external ? sourceOf(element) : undefined;
  if (external && url === undefined) throw new TypeError('The script has no URL');
  const record = url === undefined ? await loadInlineModule(await codeOfText('module', textContent(element) as string), baseUri(liveDocument) as string) : await loadModule(url.href);
  return { run: async () => {
    try {
      await runModule(record);
    } catch (error) {
      reportError(error);
    }
    if (external) tell(element, 'load');
  } };
}
