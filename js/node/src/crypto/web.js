import { coded } from '../common/errors.js';
import { algorithmOf } from './algorithms.js';
import { bytesOf } from './bytes.js';

const illegal = () => coded(TypeError, 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');
const digests = { 'sha-1': 'sha1', 'sha-256': 'sha256', 'sha-384': 'sha384', 'sha-512': 'sha512' };

/** The Web Crypto globals: random numbers and digests; everything else rejects as the standard says for what is not supported. */
export function makeWebCrypto(getRandomValues, randomUUID) {
  let making = false;
  class SubtleCrypto {
    constructor() {
      if (!making) throw illegal();
    }
    async digest(algorithm, data) {
      const name = `${typeof algorithm === 'string' ? algorithm : algorithm?.name}`.toLowerCase();
      if (!Object.hasOwn(digests, name)) throw unsupported('Unrecognized algorithm name');
      const bytes = algorithmOf(digests[name])(bytesOf(data).slice());
      return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
    }
  }
  for (const name of ['encrypt', 'decrypt', 'sign', 'verify', 'generateKey', 'deriveKey', 'deriveBits', 'importKey', 'exportKey', 'wrapKey', 'unwrapKey']) {
    Object.defineProperty(SubtleCrypto.prototype, name, {
      value: async () => {
        throw unsupported(`crypto.subtle.${name} is not available: only digests exist here`);
      },
      writable: true, configurable: true, enumerable: true,
    });
  }
  class CryptoKey {
    constructor() {
      throw illegal();
    }
  }
  class Crypto {
    #subtle = new SubtleCrypto();
    constructor() {
      if (!making) throw illegal();
    }
    get subtle() { return this.#subtle; }
    getRandomValues(view) { return getRandomValues(view); }
    randomUUID() { return randomUUID(); }
  }
  for (const Class of [SubtleCrypto, CryptoKey, Crypto]) Object.defineProperty(Class.prototype, Symbol.toStringTag, { value: Class.name, configurable: true });
  making = true;
  const webcrypto = new Crypto();
  making = false;
  return { webcrypto, Crypto, CryptoKey, SubtleCrypto };
}

function unsupported(message) {
  const { DOMException } = require('internal/dom-exception');
  return new DOMException(message, 'NotSupportedError');
}
