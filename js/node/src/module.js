import { checkString, coded, invalidArgValue, unavailable } from './common/errors.js';

const powers = require('bailey:powers');

// Node's public names, also of the modules that are refused here: programs ask this list what a name means.
const builtinModules = [
  '_http_agent', '_http_client', '_http_common', '_http_incoming', '_http_outgoing', '_http_server', '_stream_duplex', '_stream_passthrough',
  '_stream_readable', '_stream_transform', '_stream_wrap', '_stream_writable', '_tls_common', '_tls_wrap', 'assert', 'assert/strict', 'async_hooks',
  'buffer', 'child_process', 'cluster', 'console', 'constants', 'crypto', 'dgram', 'diagnostics_channel', 'dns', 'dns/promises', 'domain', 'events',
  'fs', 'fs/promises', 'http', 'http2', 'https', 'inspector', 'inspector/promises', 'module', 'net', 'os', 'path', 'path/posix', 'path/win32',
  'perf_hooks', 'process', 'punycode', 'querystring', 'readline', 'readline/promises', 'repl', 'stream', 'stream/consumers', 'stream/promises',
  'stream/web', 'string_decoder', 'sys', 'timers', 'timers/promises', 'tls', 'trace_events', 'tty', 'url', 'util', 'util/types', 'v8', 'vm', 'wasi',
  'worker_threads', 'zlib',
];
const schemeOnly = ['sea', 'sqlite', 'test', 'test/reporters'];

function isBuiltin(name) {
  return typeof name === 'string' && (name.startsWith('node:') ? [...builtinModules, ...schemeOnly].includes(name.slice(5)) : builtinModules.includes(name));
}

/** A `require` that resolves from that file, under the policy of the package that asked for it. */
function createRequire(file) {
  let path = file;
  if (file !== null && typeof file === 'object' && typeof file.href === 'string') path = require('url').fileURLToPath(file);
  else if (typeof file === 'string' && file.startsWith('file:')) path = require('url').fileURLToPath(file);
  if (typeof path !== 'string' || !path.startsWith('/')) throw invalidArgValue('filename', file, 'must be a file URL object, file URL string, or absolute path string');
  return powers.require(path);
}

/** What `module` is to a CommonJS program that makes one by hand. */
function Module(id = '', parent) {
  this.id = id;
  this.path = require('path').dirname(id);
  this.exports = {};
  this.filename = null;
  this.loaded = false;
  this.children = [];
  this.parent = parent;
}
Module.prototype.require = function (id) {
  checkString(id, 'id');
  return createRequire(this.filename ?? '/')(id);
};
const refused = (name) => () => {
  throw unavailable(`module.${name}`, 'modules are resolved and compiled before the program runs');
};
Object.assign(Module, {
  Module, builtinModules, createRequire, isBuiltin, syncBuiltinESMExports() {}, findSourceMap: () => undefined, enableCompileCache: () => ({ status: 3 }),
  wrap: (text) => `(function (exports, require, module, __filename, __dirname) { ${text}\n});`,
  wrapper: ['(function (exports, require, module, __filename, __dirname) { ', '\n});'],
  _cache: {}, _pathCache: {}, _extensions: { '.js'() {}, '.json'() {}, '.node'() {} }, globalPaths: [],
  _nodeModulePaths(from) {
    const parts = from.split('/');
    return parts.map((_, i) => `${parts.slice(0, parts.length - i).join('/')}/node_modules`).filter((each) => !each.endsWith('node_modules/node_modules'));
  },
  _load: refused('_load'), _resolveFilename: refused('_resolveFilename'), register: refused('register'), runMain: refused('runMain'), _initPaths() {},
  SourceMap: class SourceMap {
    constructor() {
      throw coded(Error, 'ERR_FEATURE_UNAVAILABLE_ON_PLATFORM', 'module.SourceMap is not available');
    }
  },
});

export default Module;
