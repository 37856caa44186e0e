/** What of the browser's worker scope the workers of a page have. As in `facade/table.ts`: what no row names they do not have. */
import { matches, names, type Row } from '../facade/table.js';

export const granted: readonly Row[] = [
  { names: names('self globalThis DedicatedWorkerGlobalScope WorkerGlobalScope'), as: 'own', reason: 'every name of the scope is the facade' },
  { names: names('addEventListener removeEventListener dispatchEvent'), as: 'own', reason: 'inherited from EventTarget, whose methods take the facade for the scope' },
  { names: names('postMessage close'), as: 'call', reason: 'to its own page; its own end' },
  { names: names('onmessage onmessageerror onerror onrejectionhandled onunhandledrejection onlanguagechange'), as: 'handler', reason: 'event handlers, called with the facade as this' },
  { names: names('setTimeout setInterval'), as: 'own', reason: 'their callbacks get the scope as this; text is no code' },
  { names: names('clearTimeout clearInterval requestAnimationFrame cancelAnimationFrame queueMicrotask reportError structuredClone atob btoa createImageBitmap'), as: 'call', reason: 'scheduling and computing; their callbacks get no this' },
  { names: names('importScripts'), as: 'own', reason: 'only scripts of the container, as code files that the rewriter printed' },
  { names: names('location navigator'), as: 'own', reason: 'the worker\'s own address, not the shell\'s; what tells about the browser, and none of its devices' },
  { names: names('fetch Request XMLHttpRequest'), as: 'own', reason: 'relative to the worker\'s own script; the Content-Security-Policy holds them in the container' },
  { names: names('name performance crypto indexedDB isSecureContext crossOriginIsolated origin'), as: 'read', reason: 'of the worker, or of the container\'s own origin' },
  { names: names('console Intl WeakRef FinalizationRegistry Temporal'), as: 'same', reason: 'values; the page is one party, so what they tell it is no channel' },
  { names: names('Event EventTarget CustomEvent ErrorEvent MessageEvent ProgressEvent PromiseRejectionEvent MessageChannel MessagePort BroadcastChannel AbortController AbortSignal DOMException QuotaExceededError'), as: 'same', reason: 'events and messages, within the container\'s origin' },
  { names: names('URL URLSearchParams URLPattern TextEncoder TextDecoder TextEncoderStream TextDecoderStream CompressionStream DecompressionStream Headers Response FormData Blob File FileList FileReader FileReaderSync DOMStringList XMLHttpRequestEventTarget XMLHttpRequestUpload'), as: 'same', reason: 'data and its forms' },
  { names: /^(?:Readable|Writable|Transform|ByteLength|Count)\w*(?:Stream|Reader|Writer|Controller|Request|Strategy)$/, as: 'same', reason: 'streams of the worker\'s own data' },
  { names: /^IDB\w+$/, as: 'same', reason: 'databases of the container\'s own origin' },
  { names: /^Performance(?:Entry|Mark|Measure|Observer|ObserverEntryList|ResourceTiming|ServerTiming)?$/, as: 'same', reason: 'they tell about the worker\'s own time' },
  { names: names('Crypto CryptoKey SubtleCrypto'), as: 'same', reason: 'they only compute' },
  { names: names('OffscreenCanvas OffscreenCanvasRenderingContext2D ImageBitmap ImageBitmapRenderingContext ImageData Path2D CanvasGradient CanvasPattern TextMetrics DOMMatrix DOMMatrixReadOnly DOMPoint DOMPointReadOnly DOMQuad DOMRect DOMRectReadOnly'), as: 'same', reason: 'drawing that nobody sees' },
];

/** Why some of the rest is not there. Tried before the rows above. */
export const withheld: readonly Omit<Row, 'as'>[] = [
  { names: names('Worker SharedWorker'), reason: 'a worker starts no further ones' },
  { names: names('WebSocket WebSocketStream WebTransport EventSource'), reason: 'it connects past what the container forwards' },
  { names: names('caches Cache CacheStorage'), reason: 'its requests would be relative to the shell\'s address' },
  { names: names('trustedTypes TrustedHTML TrustedScript TrustedScriptURL TrustedTypePolicy TrustedTypePolicyFactory'), reason: 'the one policy is the shell\'s' },
  { names: names('WebAssembly'), reason: 'the page\'s policy compiles no WebAssembly' },
  { names: names('webkitRequestFileSystem webkitRequestFileSystemSync webkitResolveLocalFileSystemURL webkitResolveLocalFileSystemSyncURL Notification'), reason: 'it reaches what lies outside of the container' },
];

export const withheldReason = (name: string): string | undefined => withheld.find((row) => matches(row, name))?.reason;
export const rowOf = (name: string): Row | undefined => withheldReason(name) === undefined ? granted.find((row) => matches(row, name)) : undefined;
