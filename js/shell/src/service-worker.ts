/**
 * The container's service worker: it watches. A request that leaves the container's origin is refused here with words, before the browser
 * refuses it without; everything else goes to the server untouched. It is no wall: documents that it does not control are held by the same
 * headers, and without it nothing more is possible than with it.
 */
interface FetchEvent extends Event { readonly request: Request; respondWith(answer: Response | Promise<Response>): void }
interface Worker extends EventTarget {
  readonly location: Location;
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
}

const worker = globalThis as unknown as Worker;

worker.addEventListener('install', () => { void worker.skipWaiting(); });
worker.addEventListener('activate', (event) => { (event as Event & { waitUntil(work: Promise<unknown>): void }).waitUntil(worker.clients.claim()); });
worker.addEventListener('fetch', (event) => {
  const { request, respondWith } = event as FetchEvent;
  const url = new URL(request.url);
  if (url.origin === worker.location.origin || !/^https?:$/.test(url.protocol)) return;
  const body = JSON.stringify({ 'bailey-report': {
    kind: 'request', subject: `${request.method} ${request.url}`.slice(0, 1024), reason: 'the container reaches only its own origin',
    grant: `egress[+]: {"origin": "${url.origin}"}`,
  } });
  void fetch('/__bailey/report', { method: 'POST', body, headers: { 'content-type': 'application/json' } });
  respondWith.call(event, new Response('The container reaches only its own origin.', { status: 403, statusText: 'Refused' }));
});
