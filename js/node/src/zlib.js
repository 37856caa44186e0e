import { Engine } from './zlib/engine.js';
import { codes, constants } from './zlib/constants.js';
import { crc32Of } from './zlib/crc32.js';
import { checkFunction, checkInteger, invalidArgType, unavailable } from './common/errors.js';

const { Buffer } = require('buffer');
const kinds = { Deflate: 'DEFLATE', Inflate: 'INFLATE', Gzip: 'GZIP', Gunzip: 'GUNZIP', DeflateRaw: 'DEFLATERAW', InflateRaw: 'INFLATERAW', Unzip: 'UNZIP' };

function bytesOf(data) {
  if (typeof data === 'string') return Buffer.from(data);
  if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  if (data instanceof ArrayBuffer) return new Uint8Array(data);
  throw invalidArgType('buffer', ['string', 'Buffer', 'TypedArray', 'DataView', 'ArrayBuffer'], data);
}

function whole(mode, data, options = {}) {
  const engine = new Engine(mode, options ?? {});
  const result = Buffer.concat(engine.write(bytesOf(data), options?.finishFlush ?? constants.Z_FINISH));
  return options?.info ? { buffer: result, engine } : result;
}

const zlib = { constants: Object.freeze({ ...constants }), codes: Object.freeze({ ...codes, ...Object.fromEntries(Object.entries(codes).map(([name, n]) => [n, name])) }) };
for (const [name, modeName] of Object.entries(kinds)) {
  const mode = constants[modeName], method = name[0].toLowerCase() + name.slice(1);
  const stream = () => require('internal/zlib-streams')[name]; // a large module, wanted only for streams
  zlib[`${method}Sync`] = (data, options) => whole(mode, data, options);
  zlib[method] = (data, options, done) => {
    if (typeof options === 'function') [options, done] = [undefined, options];
    checkFunction(done, 'callback');
    bytesOf(data);
    new Promise((resolve) => resolve(whole(mode, data, options))).then((result) => done(null, result), done);
  };
  zlib[`create${name}`] = (options) => new (stream())(options);
  Object.defineProperty(zlib, name, { get: stream, enumerable: true, configurable: true });
}
zlib.crc32 = (data, value = 0) => {
  checkInteger(value, 'value', 0, 4294967295);
  return crc32Of(typeof data === 'string' ? Buffer.from(data) : bytesOf(data), value);
};
const noBrotli = (name) => function () {
  throw unavailable(`zlib.${name}`, 'there is no Brotli codec here; use gzip or deflate');
};
for (const name of ['brotliCompress', 'brotliCompressSync', 'brotliDecompress', 'brotliDecompressSync', 'createBrotliCompress', 'createBrotliDecompress', 'BrotliCompress', 'BrotliDecompress']) {
  zlib[name] = noBrotli(name);
}
// The oldest programs read the constants from the module itself.
for (const [name, value] of Object.entries(constants)) if (/^Z_/.test(name)) Object.defineProperty(zlib, name, { value, enumerable: false });

export default zlib;
