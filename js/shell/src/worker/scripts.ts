/** Classic scripts of a worker: loaded and run at once, one after the other. */
import { method, ownOrigin, parseUrl, realGlobal, type UrlParts } from '../natives/both.js';
import { apply } from '../../../realm/src/realm/primordials.js';
import { codeOfFileNow, type Unit } from '../code.js';
import { instantiate, theCompartment } from '../page/run.js';
import { refuse } from '../report.js';
import { forWorker } from '../trusted-types.js';

const load = method(realGlobal, 'importScripts');
const { DOMException: NativeException } = realGlobal;

/** Runs a script of the container. Throws what it throws, and a NetworkError where there is none. */
export function runFile(url: UrlParts): void {
  let unit: Unit;
  try {
    unit = codeOfFileNow(url, (file) => { load(realGlobal, forWorker(file)); });
  } catch {
    throw new NativeException(`The script at '${url.href}' failed to load.`, 'NetworkError');
  }
  if (unit.error !== undefined) throw new SyntaxError(`${unit.error.message} (${url.href}:${unit.error.line}:${unit.error.column})`);
  apply(instantiate(unit, url.href), theCompartment().global, []);
}

/** `importScripts` of a worker whose own script is at `base`. */
export const importScriptsFrom = (base: string, isModule: boolean) => (...urls: unknown[]): void => {
  if (isModule) throw new TypeError('Failed to execute \'importScripts\' on \'WorkerGlobalScope\': Module scripts don\'t support importScripts().');
  const all = urls.map((text) => {
    const url = parseUrl(`${text as string}`, base);
    if (url === undefined) throw new NativeException(`Failed to execute 'importScripts' on 'WorkerGlobalScope': The URL '${text as string}' is invalid.`, 'SyntaxError');
    return url;
  });
  for (const url of all) {
    if (url.origin !== ownOrigin || !/^https?:$/.test(url.protocol)) {
      refuse('page', `importScripts ${url.href}`, 'a worker\'s scripts are files of the container');
      throw new NativeException(`Failed to execute 'importScripts' on 'WorkerGlobalScope': The script at '${url.href}' failed to load.`, 'NetworkError');
    }
    runFile(url);
  }
};
