/**
 * The hardened grade in the page: the only script that the container's constant page loads.
 *
 * Order matters: the Trusted Types policy first, then the browser's own functions are taken, then the window is locked and guarded, and
 * only then is the page fetched, built from inert markup, and its texts run, printed by the rewriter, against the facade of the window.
 */
import { tellRefusals } from './trusted-types.js';
import { restoreEval } from './natives/no-eval.js';
import './natives/dom.js';
import { lockPage, makePageCompartment } from './realm/page-realm.js';
import { takeEndowments, makeWindowPrototype } from './facade/facade.js';
import { withheldReason } from './facade/table.js';
import { setFacade } from './facade/windows.js';
import { guardBodies } from './guards/body.js';
import { guardDocuments } from './guards/documents.js';
import { guardEvents } from './guards/events.js';
import { guardInput } from './guards/input.js';
import { guardMarkup } from './guards/markup.js';
import { guardPowers } from './guards/powers.js';
import { watchRefusals } from './notice.js';
import { watchLinks } from './page/links.js';
import { loadPage } from './page/load.js';
import { importModule } from './page/modules.js';
import { setCompartment } from './page/run.js';
import { watchRequests } from './page/watch.js';
import { refuse } from './report.js';

function start(): void {
  // As the browser made them: the guards' own functions must not be taken for them.
  const { prototype, Window } = makeWindowPrototype();
  const endowments = takeEndowments();
  endowments['Window'] = Window;
  const locked = lockPage();
  restoreEval();
  guardPowers();
  guardEvents();
  guardBodies();
  guardDocuments();
  guardMarkup();
  const compartment = makePageCompartment({ locked, prototype, endowments, withheld: withheldReason, importFrom: importModule });
  setFacade(compartment.global);
  setCompartment(compartment);
  tellRefusals((sink, text) => refuse('trusted types', `${sink}: ${text.slice(0, 200)}`, 'markup and text go through the shell'));
  watchRefusals();
  watchLinks();
  guardInput();
  loadPage().then(watchRequests).catch((error: unknown) => { refuse('page', 'load', `the page could not be shown: ${String(error)}`); });
}

const started = Symbol.for('bailey.shell');
if ((globalThis as Record<symbol, unknown>)[started] === undefined) {
  Object.defineProperty(globalThis, started, { value: true });
  start();
}
