// https://w3c.github.io/webappsec-subresource-integrity/#does-response-match-metadatalist
const strength = ['sha256', 'sha384', 'sha512'];

/** Whether the bytes have one of the hashes, of the strongest kind that is named. A text that names none asks for nothing. */
export function matches(bytes, integrity) {
  const named = integrity.split(/[\t\n\f\r ]+/).map((each) => /^(sha256|sha384|sha512)-([A-Za-z0-9+/_-]+={0,2})(?:\?.*)?$/.exec(each)).filter((each) => each !== null);
  if (named.length === 0) return true;
  const strongest = strength.findLast((kind) => named.some((each) => each[1] === kind));
  const { createHash } = require('crypto');
  const hash = createHash(strongest).update(bytes).digest('base64');
  return named.some((each) => each[1] === strongest && each[2].replaceAll('-', '+').replaceAll('_', '/') === hash);
}
