import { checkFunction, coded, invalidArgType, unavailable } from './common/errors.js';
import { hashNames } from './crypto/algorithms.js';
import { derivations } from './crypto/derivation.js';
import { Hash, Hmac } from './crypto/hash.js';
import { createSecretKey, KeyObject } from './crypto/keys.js';
import { makeRandom } from './crypto/random.js';
import { makeWebCrypto } from './crypto/web.js';

const { random, tick } = require('bailey:powers');

/** The work is done in this turn, the callback comes in one of its own. */
const later = (done, make) => {
  checkFunction(done, 'callback');
  let value, failure;
  try {
    value = make();
  } catch (error) {
    failure = error;
  }
  tick(() => (failure ? done(failure) : done(null, value)));
};

const { getRandomValues, ...randomness } = makeRandom(random, later);
const { webcrypto, Crypto, CryptoKey, SubtleCrypto } = makeWebCrypto(getRandomValues, randomness.randomUUID);

function timingSafeEqual(a, b) {
  for (const [name, value] of [['buf1', a], ['buf2', b]]) {
    if (!ArrayBuffer.isView(value) && !(value instanceof ArrayBuffer)) throw invalidArgType(name, ['ArrayBuffer', 'Buffer', 'TypedArray', 'DataView'], value);
  }
  const [left, right] = [a, b].map((each) => (ArrayBuffer.isView(each) ? new Uint8Array(each.buffer, each.byteOffset, each.byteLength) : new Uint8Array(each)));
  if (left.length !== right.length) throw coded(RangeError, 'ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH', 'Input buffers must have the same byte length');
  let difference = 0;
  for (let i = 0; i < left.length; i++) difference |= left[i] ^ right[i];
  return difference === 0;
}

function callable(Class) {
  function make(...args) {
    return new Class(...args);
  }
  Object.defineProperty(make, 'name', { value: Class.name });
  make.prototype = Class.prototype;
  return make;
}

const crypto = {
  ...randomness, timingSafeEqual, webcrypto, Crypto, CryptoKey, SubtleCrypto, subtle: webcrypto.subtle, getRandomValues,
  Hash: callable(Hash), Hmac: callable(Hmac), KeyObject, createSecretKey,
  createHash: (name, options) => new Hash(name, options),
  createHmac: (name, key) => new Hmac(name, key),
  hash: (name, data, encoding = 'hex') => new Hash(name).update(data).digest(encoding),
  getHashes: () => [...hashNames], getCiphers: () => [], getCurves: () => [], getFips: () => 0, setFips() {}, secureHeapUsed: () => ({}),
  constants: { defaultCipherList: '', TLS1_VERSION: 769, TLS1_1_VERSION: 770, TLS1_2_VERSION: 771, TLS1_3_VERSION: 772, RSA_PKCS1_PADDING: 1, RSA_NO_PADDING: 3, RSA_PKCS1_OAEP_PADDING: 4, RSA_PKCS1_PSS_PADDING: 6 },
};
for (const [name, derive] of Object.entries(derivations)) {
  crypto[`${name}Sync`] = (...args) => derive(...args)();
  crypto[name] = (...args) => {
    const done = args.pop();
    checkFunction(done, 'callback');
    later(done, derive(...args));
  };
}

const absent = 'there are no ciphers and no public-key cryptography here, only digests, HMAC, key derivation and random numbers';
for (const name of [
  'createCipheriv', 'createDecipheriv', 'createSign', 'createVerify', 'sign', 'verify', 'createDiffieHellman', 'createDiffieHellmanGroup',
  'getDiffieHellman', 'createECDH', 'diffieHellman', 'createPrivateKey', 'createPublicKey', 'generateKey', 'generateKeySync', 'generateKeyPair',
  'generateKeyPairSync', 'generatePrime', 'generatePrimeSync', 'checkPrime', 'checkPrimeSync', 'publicEncrypt', 'publicDecrypt', 'privateEncrypt',
  'privateDecrypt', 'getCipherInfo', 'Cipheriv', 'Decipheriv', 'Sign', 'Verify', 'DiffieHellman', 'DiffieHellmanGroup', 'ECDH', 'X509Certificate', 'Certificate',
]) {
  crypto[name] = Object.defineProperty(function () {
    throw unavailable(`crypto.${name}`, absent);
  }, 'name', { value: name });
}

export default crypto;
