/** Names that Node 20 and 22 resolve before they look for a file. Public modules only: an underscore name is nobody's contract. */
const bare = new Set([
  'assert', 'assert/strict', 'async_hooks', 'buffer', 'child_process', 'cluster', 'console', 'constants', 'crypto', 'dgram',
  'diagnostics_channel', 'dns', 'dns/promises', 'domain', 'events', 'fs', 'fs/promises', 'http', 'http2', 'https', 'inspector',
  'inspector/promises', 'module', 'net', 'os', 'path', 'path/posix', 'path/win32', 'perf_hooks', 'process', 'punycode', 'querystring',
  'readline', 'readline/promises', 'repl', 'stream', 'stream/consumers', 'stream/promises', 'stream/web', 'string_decoder', 'sys',
  'timers', 'timers/promises', 'tls', 'trace_events', 'tty', 'url', 'util', 'util/types', 'v8', 'vm', 'wasi', 'worker_threads', 'zlib',
  // Deprecated entry points that readable-stream and old http agents still ask for.
  '_http_agent', '_http_client', '_http_common', '_http_incoming', '_http_outgoing', '_http_server', '_stream_duplex',
  '_stream_passthrough', '_stream_readable', '_stream_transform', '_stream_wrap', '_stream_writable', '_tls_common', '_tls_wrap',
]);

/** Names that exist only with the `node:` prefix, because npm packages had them first. */
const prefixed = new Set(['sea', 'sqlite', 'test', 'test/reporters']);

/** What a .NET program hands in. No npm package can have this name. */
const hostModule = 'bailey:host';

/** The builtin's name without prefix, or undefined when Node would look for a file. */
export function builtinName(specifier: string): string | undefined {
  if (specifier.startsWith('node:')) {
    const name = specifier.slice(5);
    return bare.has(name) || prefixed.has(name) ? name : undefined;
  }
  return bare.has(specifier) || specifier === hostModule ? specifier : undefined;
}
