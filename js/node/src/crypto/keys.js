import { invalidArgType, unavailable } from '../common/errors.js';
import { bytesOf, encodedAs } from './bytes.js';

const secrets = new WeakMap();
let making = false;

/** Secret keys only: there is no asymmetric cryptography here. */
export class KeyObject {
  constructor() {
    if (!making) throw unavailable('crypto.KeyObject', 'only secret keys exist here; use crypto.createSecretKey');
  }
  get type() { return 'secret'; }
  get symmetricKeySize() { return secrets.get(this).length; }
  export(options) {
    const bytes = secrets.get(this).slice();
    return options?.format === 'jwk' ? { kty: 'oct', k: encodedAs(bytes, 'base64url') } : encodedAs(bytes);
  }
  equals(other) {
    const [a, b] = [secrets.get(this), secrets.get(other)];
    return b !== undefined && a.length === b.length && a.every((byte, i) => byte === b[i]);
  }
}

export function createSecretKey(key, encoding) {
  const bytes = bytesOf(key, encoding, 'key').slice();
  making = true;
  try {
    const made = new KeyObject();
    secrets.set(made, bytes);
    return made;
  } finally {
    making = false;
  }
}

/** The bytes of a key argument: text, bytes or a secret KeyObject. */
export function secretOf(key) {
  if (key instanceof KeyObject) return secrets.get(key);
  if (key === undefined || key === null) throw invalidArgType('key', ['ArrayBuffer', 'Buffer', 'TypedArray', 'DataView', 'string', 'KeyObject', 'CryptoKey'], key);
  return bytesOf(key, 'utf8', 'key');
}
