import { pbkdf2 } from '@noble/hashes/pbkdf2.js';
import { scrypt } from '@noble/hashes/scrypt.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { checkInteger, checkString, coded } from '../common/errors.js';
import { algorithmOf } from './algorithms.js';
import { bytesOf, encodedAs } from './bytes.js';
import { secretOf } from './keys.js';

const digestOf = (name) => {
  checkString(name, 'digest');
  const found = algorithmOf(name);
  if (found === undefined) throw coded(TypeError, 'ERR_CRYPTO_INVALID_DIGEST', `Invalid digest: ${name}`);
  return found;
};

// Each checks its arguments at once and gives the work as a function.
export const derivations = {
  pbkdf2(password, salt, iterations, length, digest) {
    const algorithm = digestOf(digest);
    const [secret, seasoning] = [bytesOf(password, 'utf8', 'password'), bytesOf(salt, 'utf8', 'salt')];
    checkInteger(iterations, 'iterations', 1, 2147483647);
    checkInteger(length, 'keylen', 0, 2147483647);
    return () => (length === 0 ? encodedAs(new Uint8Array(0)) : encodedAs(pbkdf2(algorithm, secret, seasoning, { c: iterations, dkLen: length })));
  },
  scrypt(password, salt, length, options = {}) {
    const [secret, seasoning] = [bytesOf(password, 'utf8', 'password'), bytesOf(salt, 'utf8', 'salt')];
    checkInteger(length, 'keylen', 0, 2147483647);
    const { N = options.cost ?? 16384, r = options.blockSize ?? 8, p = options.parallelization ?? 1, maxmem = 33554432 } = options ?? {};
    if (N < 2 || (N & (N - 1)) !== 0 || 128 * N * r > maxmem) {
      throw coded(RangeError, 'ERR_CRYPTO_INVALID_SCRYPT_PARAMS', 'Invalid scrypt params' + (128 * N * r > maxmem ? ': memory limit exceeded' : ''));
    }
    return () => (length === 0 ? encodedAs(new Uint8Array(0)) : encodedAs(scrypt(secret, seasoning, { N, r, p, dkLen: length, maxmem: maxmem + 1024 ** 2 })));
  },
  hkdf(digest, key, salt, info, length) {
    const algorithm = digestOf(digest);
    const [secret, seasoning, context] = [secretOf(key), bytesOf(salt, 'utf8', 'salt'), bytesOf(info, 'utf8', 'info')];
    checkInteger(length, 'length', 0, 2147483647);
    if (length > 255 * algorithm.outputLen) throw coded(RangeError, 'ERR_CRYPTO_INVALID_KEYLEN', 'Invalid key length');
    return () => {
      const bytes = hkdf(algorithm, secret, seasoning, context, length);
      return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
    };
  },
};
