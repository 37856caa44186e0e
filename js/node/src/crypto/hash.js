import { hmac } from '@noble/hashes/hmac.js';
import { coded, invalidArgType, checkString } from '../common/errors.js';
import { algorithmOf, isShake } from './algorithms.js';
import { bytesOf, encodedAs } from './bytes.js';
import { secretOf } from './keys.js';

const methods = [
  'on', 'once', 'addListener', 'off', 'removeListener', 'removeAllListeners', 'emit', 'prependListener', 'prependOnceListener', 'listenerCount',
  'listeners', 'rawListeners', 'eventNames', 'setMaxListeners', 'getMaxListeners', 'pipe', 'unpipe', 'write', 'end', 'read', 'destroy', 'pause',
  'resume', 'isPaused', 'setEncoding', 'cork', 'uncork', 'setDefaultEncoding', Symbol.asyncIterator,
];
const readings = [
  '_readableState', '_writableState', '_events', 'readable', 'writable', 'destroyed', 'closed', 'errored', 'readableFlowing', 'readableEnded', 'readableLength',
  'readableHighWaterMark', 'readableObjectMode', 'readableDidRead', 'readableAborted', 'writableEnded', 'writableFinished', 'writableLength',
  'writableHighWaterMark', 'writableNeedDrain', 'writableObjectMode', 'writableCorked', 'allowHalfOpen',
];

/** A digest that is also a stream, made only when it is used as one: the stream module is large. */
class Digest {
  #state;
  #length;
  #finished = false;
  #stream;
  constructor(state, length) {
    this.#state = state;
    this.#length = length;
  }
  update(data, encoding) {
    if (this.#finished) throw coded(Error, 'ERR_CRYPTO_HASH_FINALIZED', 'Digest already called');
    if (typeof data !== 'string' && !ArrayBuffer.isView(data)) throw invalidArgType('data', ['string', 'Buffer', 'TypedArray', 'DataView'], data);
    this.#state.update(bytesOf(data, encoding));
    return this;
  }
  digest(encoding) {
    if (this.#finished) throw coded(Error, 'ERR_CRYPTO_HASH_FINALIZED', 'Digest already called');
    this.#finished = true;
    const bytes = this.#length === undefined ? this.#state.digest() : this.#length === 0 ? new Uint8Array(0) : this.#state.xof(this.#length);
    return encodedAs(bytes, encoding);
  }
  _copyState() {
    if (this.#finished) throw coded(Error, 'ERR_CRYPTO_HASH_FINALIZED', 'Digest already called');
    return [this.#state.clone(), this.#length];
  }
  _transform(chunk, encoding, done) {
    this.update(chunk, encoding);
    done();
  }
  _flush(done) {
    this.#asStream().push(this.digest());
    done();
  }
  #asStream() {
    if (this.#stream === undefined) {
      const { Transform } = require('stream');
      this.#stream = new Transform({
        transform: (chunk, encoding, done) => this._transform(chunk, encoding, done),
        flush: (done) => this._flush(done),
      });
    }
    return this.#stream;
  }
  static forward(prototype) {
    for (const name of methods) {
      Object.defineProperty(prototype, name, {
        value(...args) {
          const stream = this.#asStream(), result = stream[name](...args);
          return result === stream ? this : result;
        },
        writable: true, configurable: true,
      });
    }
    for (const name of readings) Object.defineProperty(prototype, name, { get() { return this.#asStream()[name]; }, configurable: true });
  }
}
Digest.forward(Digest.prototype);
delete Digest.forward;

export class Hash extends Digest {
  constructor(name, options = {}) {
    if (name instanceof Hash) {
      super(...name._copyState());
      return;
    }
    checkString(name, 'algorithm');
    const algorithm = algorithmOf(name);
    if (algorithm === undefined) throw Object.assign(new Error('Digest method not supported'), { code: 'ERR_OSSL_EVP_UNSUPPORTED' });
    const { outputLength } = options ?? {};
    const state = algorithm.create(isShake(algorithm) && outputLength ? { dkLen: outputLength } : {});
    if (outputLength !== undefined && !isShake(algorithm) && outputLength !== state.outputLen) {
      throw coded(Error, 'ERR_OSSL_EVP_NOT_XOF_OR_INVALID_LENGTH', 'Unsupported state or unable to set output length');
    }
    super(state, isShake(algorithm) ? outputLength : undefined);
  }
  copy() {
    return new Hash(this);
  }
}

export class Hmac extends Digest {
  constructor(name, key) {
    checkString(name, 'hmac');
    const algorithm = algorithmOf(name);
    if (algorithm === undefined) throw coded(Error, 'ERR_CRYPTO_INVALID_DIGEST', `Invalid digest: ${name}`);
    super(hmac.create(algorithm, secretOf(key)));
  }
}
