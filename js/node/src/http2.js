import { grants, refusedModule } from './refused/refused.js';

export default refusedModule({
  module: 'http2', kind: 'network', grant: grants.network,
  functions: ['connect', 'createServer', 'createSecureServer', 'performServerHandshake', 'Http2ServerRequest', 'Http2ServerResponse'],
  fixed: { constants: { HTTP2_HEADER_STATUS: ':status', HTTP2_HEADER_METHOD: ':method', HTTP2_HEADER_PATH: ':path', HTTP2_HEADER_AUTHORITY: ':authority', HTTP2_HEADER_SCHEME: ':scheme', NGHTTP2_CANCEL: 8, NGHTTP2_NO_ERROR: 0 }, getDefaultSettings: () => ({}), getPackedSettings: () => new Uint8Array(0), sensitiveHeaders: Symbol('nodejs.http2.sensitiveHeaders') },
});
