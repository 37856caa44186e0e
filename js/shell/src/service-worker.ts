/**
 * The container's service worker: it watches. A request that leaves the container's origin is refused here with words, before the browser
 * refuses it without; everything else goes to the server untouched. It is no wall: documents that it does not control are held by the same
 * headers, and without it nothing more is possible than with it.
 */
interface FetchEvent extends Event { readonly request: Request; respondWith(answer: Response | Promise<Response>): void }
/** https://w3c.github.io/ServiceWorker/#service-worker-static-router */
interface InstallEvent extends Event {
  addRoutes?(rule: { condition: { urlPattern: { protocol: string; hostname: string; port: string } }; source: 'network' }): Promise<void>;
}
interface Worker extends EventTarget {
  readonly location: Location;
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
}

const worker = globalThis as unknown as Worker;

worker.addEventListener('install', (event) => {
  const { protocol, hostname, port } = worker.location;
  // What the container asks of itself does not wait for this worker to start, in browsers that can say so.
  const routed = (event as InstallEvent).addRoutes?.({ condition: { urlPattern: { protocol: protocol.slice(0, -1), hostname, port } }, source: 'network' });
  routed?.catch(() => { /* a browser with another form of routes: it asks here */ });
  void worker.skipWaiting();
});
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
