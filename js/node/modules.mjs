// The `node:` modules: one row each. `shared` modules hold no power and are made once per realm; the others are made once per importing
// package, with only the groups of src/powers.ts that their row names. Names that start with `internal/` are for other rows only.
// `globals` maps a global's name to an export of the module ('*' is the exports object itself).

const shared = (globals) => ({ shared: true, powers: [], ...(globals && { globals }) });
const powered = (powers, globals) => ({ shared: false, powers, ...(globals && { globals }) });
const refused = { shared: false, powers: ['audit'] };

export const modules = {
  // Pieces that several modules need; apart, so that a small program loads few of them.
  'internal/inspect': shared(), // Node's value formatter; large, wanted only when something is not a string
  'internal/comparisons': shared(), // deep equality for util and assert
  'internal/encoding': shared({ TextEncoder: 'TextEncoder', TextDecoder: 'TextDecoder' }),
  'internal/dom-exception': shared({ DOMException: 'DOMException' }),
  'internal/event-target': shared({ Event: 'Event', EventTarget: 'EventTarget', CustomEvent: 'CustomEvent' }),
  'internal/abort': shared(), // AbortController and AbortSignal without `timeout`
  'internal/abort-timeout': powered([], { AbortController: 'AbortController', AbortSignal: 'AbortSignal' }), // `timeout` needs the package's timers
  'internal/blob': shared({ Blob: 'Blob', File: 'File' }),
  'internal/fetch-types': shared({ FormData: 'FormData', Headers: 'Headers', Request: 'Request', Response: 'Response' }),
  'internal/fetch': powered(['fetch'], { fetch: 'fetch' }), // each request is the package's own
  'internal/base64': shared({ atob: 'atob', btoa: 'btoa' }),
  'internal/microtask': shared({ queueMicrotask: 'queueMicrotask' }),
  'internal/parse-args': shared(),
  'internal/structured-clone': shared({ structuredClone: 'structuredClone' }),
  'internal/util': shared(), // util without the parts that speak of the process
  'internal/zlib-streams': shared(),
  'internal/url': shared({ URL: 'URL', URLSearchParams: 'URLSearchParams' }),
  'internal/cwd': powered(['facts']), // path, url and fs of one package agree on it
  'internal/idna': shared(), // the Unicode tables for domain names: large, wanted only for hosts outside ASCII

  // Powerless.
  assert: shared(),
  'assert/strict': shared(),
  async_hooks: shared(),
  buffer: shared({ Buffer: 'Buffer' }),
  constants: shared(),
  diagnostics_channel: shared(),
  events: shared(),
  punycode: shared(),
  querystring: shared(),
  stream: shared(),
  'stream/consumers': shared(),
  'stream/promises': shared(),
  'stream/web': shared({
    ReadableStream: 'ReadableStream', ReadableStreamDefaultReader: 'ReadableStreamDefaultReader',
    ReadableStreamBYOBReader: 'ReadableStreamBYOBReader', ReadableStreamDefaultController: 'ReadableStreamDefaultController',
    ReadableByteStreamController: 'ReadableByteStreamController', ReadableStreamBYOBRequest: 'ReadableStreamBYOBRequest',
    WritableStream: 'WritableStream', WritableStreamDefaultWriter: 'WritableStreamDefaultWriter',
    WritableStreamDefaultController: 'WritableStreamDefaultController',
    TransformStream: 'TransformStream', TransformStreamDefaultController: 'TransformStreamDefaultController',
    ByteLengthQueuingStrategy: 'ByteLengthQueuingStrategy', CountQueuingStrategy: 'CountQueuingStrategy',
    TextEncoderStream: 'TextEncoderStream', TextDecoderStream: 'TextDecoderStream',
    CompressionStream: 'CompressionStream', DecompressionStream: 'DecompressionStream',
  }),
  string_decoder: shared(),
  'util/types': shared(),
  zlib: shared(),

  // With powers.
  console: powered(['console', 'clock'], { console: '*' }), // clock: console.time
  crypto: powered(['random', 'timer'], { crypto: 'webcrypto', Crypto: 'Crypto', CryptoKey: 'CryptoKey', SubtleCrypto: 'SubtleCrypto' }),
  fs: powered(['file', 'input', 'timer']), // input: readFileSync(0); timer: callbacks run on a turn of their own, and watching looks again
  'fs/promises': powered([]),
  module: powered(['module']),
  os: powered(['facts']), // HOME and TMPDIR as granted
  path: powered([]), // relative paths: internal/cwd
  'path/posix': powered([]),
  'path/win32': powered([]),
  perf_hooks: powered(['clock'], {
    performance: 'performance', Performance: 'Performance', PerformanceEntry: 'PerformanceEntry',
    PerformanceMark: 'PerformanceMark', PerformanceMeasure: 'PerformanceMeasure', PerformanceObserver: 'PerformanceObserver',
  }),
  process: powered(['audit', 'console', 'facts', 'input', 'process', 'timer', 'clock'], { process: '*' }),
  readline: powered([]),
  'readline/promises': powered([]),
  timers: powered(['timer'], {
    setTimeout: 'setTimeout', clearTimeout: 'clearTimeout', setInterval: 'setInterval', clearInterval: 'clearInterval',
    setImmediate: 'setImmediate', clearImmediate: 'clearImmediate',
  }),
  'timers/promises': powered([]),
  sys: powered([]), // the old name of util
  tty: powered([]),
  url: powered([]), // pathToFileURL of a relative path: internal/cwd
  util: powered(['facts', 'console']), // debuglog: NODE_DEBUG and standard error; parseArgs: argv

  // Refused: they load, because many packages load them and never call, and every use names the missing grant.
  child_process: refused,
  cluster: refused,
  dgram: refused,
  dns: refused,
  'dns/promises': refused,
  domain: refused,
  http: refused,
  http2: refused,
  https: refused,
  inspector: refused,
  'inspector/promises': refused,
  net: refused,
  repl: refused,
  test: refused,
  tls: refused,
  trace_events: refused,
  v8: refused,
  vm: refused,
  wasi: refused,
  worker_threads: refused,
};
