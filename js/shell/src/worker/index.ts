/**
 * The shell of a hardened page's dedicated workers: the only script that they natively load. Its URL says which of the container's
 * scripts the page asked for. Same order as in a page: policy, natives, guards, lockdown, and only then the guest's text, printed by the
 * rewriter, in a compartment of its own.
 *
 * Stops: texts of the guest holding the worker's real scope, an evaluator, or a realm that nobody locked down.
 * Does not stop: what the scope's own requests reach: this file has the container's headers, which hold them as they hold the page's.
 */
import { tellRefusals } from '../trusted-types.js';
import { restoreEval } from '../natives/no-eval.js';
import { addListener, dispatch, getter, nativeSetTimeout, ownOrigin, parseUrl, prototypeOf, realGlobal, removeListener, reportError, stopImmediate, type UrlParts } from '../natives/both.js';
import { lockPage, makePageCompartment } from '../realm/page-realm.js';
import { setFacade } from '../facade/windows.js';
import { guardEvents } from '../guards/events.js';
import { importModule, loadModule, runModule } from '../page/modules.js';
import { setCompartment } from '../page/run.js';
import { refuse } from '../report.js';
import { takeEndowments } from './facade.js';
import { importScriptsFrom, runFile } from './scripts.js';
import { withheldReason } from './table.js';

const asked = new URLSearchParams(realGlobal.location.search);
const isModule = asked.get('type') === 'module';
const url = parseUrl(asked.get('url') ?? '');
const { MessageEvent: NativeMessage } = realGlobal;
const dataOf = getter(prototypeOf('MessageEvent'), 'data');
const portsOf = getter(prototypeOf('MessageEvent'), 'ports');

if (url !== undefined && url.origin === ownOrigin && /^https?:$/.test(url.protocol)) start(url);

function start(script: UrlParts): void {
  const { prototype, endowments } = takeEndowments(script.href, importScriptsFrom(script.href, isModule));
  const locked = lockPage();
  restoreEval();
  guardEvents();
  const compartment = makePageCompartment({ locked, prototype, endowments, withheld: withheldReason, importFrom: importModule });
  setFacade(compartment.global);
  setCompartment(compartment);
  tellRefusals((sink, text) => refuse('trusted types', `${sink}: ${text.slice(0, 200)}`, 'text goes through the shell'));
  if (isModule) {
    runAsModule(script).catch(reportError);
    return;
  }
  try {
    runFile(script);
  } catch (error) {
    reportError(error);
  }
}

/** Modules load later than the browser thinks: messages wait until the module runs, as they would have. */
async function runAsModule(script: UrlParts): Promise<void> {
  const waiting: Event[] = [];
  let delivered: Event | undefined;
  const keep = (event: Event): void => {
    if (event === delivered) return;
    stopImmediate(event);
    waiting.push(event);
  };
  // One a turn: what waits for the first hears the second.
  const deliver = (): void => {
    const event = waiting.shift();
    if (event === undefined) {
      removeListener(realGlobal, 'message', keep);
      return;
    }
    delivered = new NativeMessage('message', { data: dataOf(event) as unknown, ports: [...portsOf(event) as MessagePort[]] });
    dispatch(realGlobal, delivered);
    nativeSetTimeout(deliver, 0);
  };
  addListener(realGlobal, 'message', keep);
  await runModule(await loadModule(script.href), deliver);
}
