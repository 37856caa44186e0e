/** `Worker`: the browser's own, but its script is always the shell of workers, which is told what the page asked for. */
import { baseUri, liveDocument, ownOrigin, parseUrl, realWindow } from '../natives/dom.js';
import { defineProperty } from '../../../realm/src/realm/primordials.js';
import { refuse } from '../report.js';
import { forWorker } from '../trusted-types.js';

export const workerPath = '/__bailey/worker.js';

const { DOMException: NativeException } = realWindow;

/**
 * Stops: a worker whose realm nobody locked down: of the page's own text, of a blob: or data: URL.
 * Does not stop: workers as such; without `frame.workers` the Content-Security-Policy refuses the shell's file as any other.
 */
export function guardedWorkerConstructor(): Function | undefined {
  const native = (realWindow as unknown as { Worker?: Function }).Worker;
  if (native === undefined) return undefined;
  const guarded = new Proxy(native, {
    construct(target, args: unknown[], newTarget) {
      if (args.length === 0) return Reflect.construct(target, args, newTarget) as object;
      const text = `${args[0] as string}`;
      const { type, name } = optionsOf(args[1]);
      const url = parseUrl(text, baseUri(liveDocument) as string);
      if (url === undefined) throw new NativeException(`Failed to construct 'Worker': '${text}' is not a valid URL.`, 'SyntaxError');
      if (url.origin !== ownOrigin || !/^https?:$/.test(url.protocol)) {
        refuse('page', `worker ${url.href}`, 'a worker\'s script is a file of the container');
        throw new NativeException(`Failed to construct 'Worker': Script at '${url.href}' cannot be accessed from origin '${ownOrigin}'.`, 'SecurityError');
      }
      const shell = `${workerPath}?type=${type}&url=${encodeURIComponent(url.href)}`;
      return Reflect.construct(target, [forWorker(shell), { name }], newTarget) as object;
    },
  });
  defineProperty(native.prototype as object, 'constructor', { value: guarded, writable: true, enumerable: false, configurable: true });
  return guarded;
}

/** As Web IDL converts them; each is read once. */
function optionsOf(value: unknown): { type: 'classic' | 'module'; name: string } {
  if (value === undefined || value === null) return { type: 'classic', name: '' };
  if (typeof value !== 'object' && typeof value !== 'function') throw new TypeError('Failed to construct \'Worker\': The provided value is not of type \'WorkerOptions\'.');
  const { name = '', type = 'classic' } = value as { name?: unknown; type?: unknown };
  const [nameText, typeText] = [`${name as string}`, `${type as string}`];
  if (typeText !== 'classic' && typeText !== 'module') throw new TypeError(`Failed to construct 'Worker': The provided value '${typeText}' is not a valid enum value of type WorkerType.`);
  return { type: typeText, name: nameText };
}
