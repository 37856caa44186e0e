import port from 'port:buffer/';
import { extend } from './buffer/extend.js';
import { isAscii, isUtf8, transcode } from './buffer/validity.js';

const { Buffer } = port;
extend(Buffer);

function SlowBuffer(length) {
  return Buffer.allocUnsafeSlow(length);
}

const buffer = {
  Buffer, SlowBuffer, isAscii, isUtf8, transcode,
  constants: { MAX_LENGTH: Number.MAX_SAFE_INTEGER, MAX_STRING_LENGTH: 0x1fffffe8 },
  kMaxLength: Number.MAX_SAFE_INTEGER, kStringMaxLength: 0x1fffffe8,
  atob: (data) => require('internal/base64').atob(data),
  btoa: (data) => require('internal/base64').btoa(data),
  resolveObjectURL: () => undefined, // there is no registry of object URLs: it would be shared by all packages
};
Object.defineProperties(buffer, {
  INSPECT_MAX_BYTES: { get: () => 50, set() {}, enumerable: true, configurable: true },
  Blob: { get: () => require('internal/blob').Blob, enumerable: true, configurable: true },
  File: { get: () => require('internal/blob').File, enumerable: true, configurable: true },
});

export default buffer;
