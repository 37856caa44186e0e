/** Registers the service worker that watches what the page asks for. Without it everything is as contained as with it. */
import { realWindow } from '../natives/dom.js';
import { forWorker } from '../trusted-types.js';

// Taken before the page's own way to it is gone.
const container = (realWindow.navigator as { serviceWorker?: ServiceWorkerContainer }).serviceWorker;
const register = container?.register.bind(container);

export function watchRequests(): void {
  register?.(forWorker('/__bailey/sw.js'), { scope: '/' }).catch(() => { /* a browser without it, or a server that gives it no scope */ });
}
