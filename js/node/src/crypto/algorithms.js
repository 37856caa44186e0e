// Digests by OpenSSL's names, from the port.
import { sha224, sha256, sha384, sha512, sha512_224, sha512_256 } from '@noble/hashes/sha2.js';
import { sha3_224, sha3_256, sha3_384, sha3_512, shake128, shake256 } from '@noble/hashes/sha3.js';
import { md5, ripemd160, sha1 } from '@noble/hashes/legacy.js';
import { blake2b, blake2s } from '@noble/hashes/blake2.js';
import { coded } from '../common/errors.js';

const algorithms = {
  md5, ripemd160, sha1, sha224, sha256, sha384, sha512, 'sha512-224': sha512_224, 'sha512-256': sha512_256,
  'sha3-224': sha3_224, 'sha3-256': sha3_256, 'sha3-384': sha3_384, 'sha3-512': sha3_512, shake128, shake256, blake2b512: blake2b, blake2s256: blake2s,
};
const aliases = {
  rmd160: 'ripemd160', ripemd: 'ripemd160', 'sha-1': 'sha1', 'sha-224': 'sha224', 'sha-256': 'sha256', 'sha-384': 'sha384', 'sha-512': 'sha512',
  'sha2-224': 'sha224', 'sha2-256': 'sha256', 'sha2-384': 'sha384', 'sha2-512': 'sha512', 'sha-512/256': 'sha512-256', 'sha-512/224': 'sha512-224',
};

/** The digest of that name, or undefined. */
export function algorithmOf(name) {
  let key = `${name}`.toLowerCase().replace(/^rsa-/, '');
  key = aliases[key] ?? key;
  return Object.hasOwn(algorithms, key) ? algorithms[key] : undefined;
}
export const isShake = (algorithm) => algorithm === shake128 || algorithm === shake256;

export function knownAlgorithm(name) {
  const found = algorithmOf(name);
  if (found === undefined) throw Object.assign(coded(Error, 'ERR_OSSL_EVP_UNSUPPORTED', 'Digest method not supported'), { code: 'ERR_CRYPTO_INVALID_DIGEST' });
  return found;
}

export const hashNames = [
  'RSA-MD5', 'RSA-RIPEMD160', 'RSA-SHA1', 'RSA-SHA224', 'RSA-SHA256', 'RSA-SHA3-224', 'RSA-SHA3-256', 'RSA-SHA3-384', 'RSA-SHA3-512', 'RSA-SHA384',
  'RSA-SHA512', 'RSA-SHA512/224', 'RSA-SHA512/256', 'blake2b512', 'blake2s256', 'md5', 'ripemd', 'ripemd160', 'rmd160', 'sha1', 'sha224', 'sha256',
  'sha3-224', 'sha3-256', 'sha3-384', 'sha3-512', 'sha384', 'sha512', 'sha512-224', 'sha512-256', 'shake128', 'shake256',
];
