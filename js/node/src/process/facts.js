// The same on every machine: a guest learns nothing about the host from `process`.
export const version = 'v22.12.0';

export const constants = {
  version,
  versions: {
    node: '22.12.0', acorn: '8.14.0', ada: '2.9.2', ares: '1.34.3', brotli: '1.1.0', cjs_module_lexer: '1.4.1', llhttp: '9.2.1',
    modules: '127', napi: '9', nghttp2: '1.64.0', openssl: '3.0.15+quic', simdjson: '3.10.1', simdutf: '6.0.3', undici: '6.21.0',
    unicode: '16.0', uv: '1.49.1', uvwasi: '0.0.21', v8: '12.4.254.21-node.21', zlib: '1.3.0.1-motley-82a5fec',
  },
  arch: 'x64', platform: 'linux',
  release: { name: 'node', lts: 'Jod' },
  argv0: 'node', execPath: '/usr/bin/node',
  pid: 1, ppid: 0, debugPort: 9229,
  config: { target_defaults: { cflags: [], default_configuration: 'Release', defines: [], include_dirs: [], libraries: [] }, variables: {} },
  features: {
    inspector: false, debug: false, uv: true, ipv6: true, tls_alpn: true, tls_sni: true, tls_ocsp: true, tls: true, cached_builtins: true,
    require_module: false, typescript: false,
  },
  allowedNodeEnvironmentFlags: new Set(),
  report: undefined, connected: undefined, channel: undefined, mainModule: undefined, domain: null, noDeprecation: false, throwDeprecation: false,
};

export const memory = { rss: 67108864, heapTotal: 33554432, heapUsed: 16777216, external: 1048576, arrayBuffers: 65536 };

export const resourceUsage = {
  userCPUTime: 0, systemCPUTime: 0, maxRSS: 65536, sharedMemorySize: 0, unsharedDataSize: 0, unsharedStackSize: 0, minorPageFault: 0,
  majorPageFault: 0, swappedOut: 0, fsRead: 0, fsWrite: 0, ipcSent: 0, ipcReceived: 0, signalsCount: 0, voluntaryContextSwitches: 0,
  involuntaryContextSwitches: 0,
};
