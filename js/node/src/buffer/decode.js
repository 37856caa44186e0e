// Text to bytes as Node reads it: leniently.

/** What the engine's own decoder makes of a text without fault; its result is then the same as Node's. */
function strictly(text, native, options) {
  if (native === undefined || text.length < 16) return undefined;
  try {
    return Reflect.apply(native, Uint8Array, [text, options]);
  } catch {
    return undefined;
  }
}

const hexDigit = (code) => (code >= 48 && code <= 57 ? code - 48 : code >= 65 && code <= 70 ? code - 55 : code >= 97 && code <= 102 ? code - 87 : -1);

/** Pairs of hexadecimal digits up to the first that is none. */
export function decodeHex(text) {
  const quick = strictly(text, Uint8Array.fromHex);
  if (quick) return quick;
  const bytes = new Uint8Array(text.length >>> 1);
  for (let i = 0; i < bytes.length; i++) {
    const high = hexDigit(text.charCodeAt(2 * i)), low = hexDigit(text.charCodeAt(2 * i + 1));
    if (high < 0 || low < 0) return bytes.slice(0, i);
    bytes[i] = (high << 4) | low;
  }
  return bytes;
}

const values = new Int8Array(256).fill(-1);
for (const [i, c] of [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].entries()) values[c.charCodeAt(0)] = i;
values[45] = 62; // '-' and '_' of base64url
values[95] = 63;

/** Both alphabets, whatever lies between, up to the first '='. Of a character only the low eight bits count, as in Node. */
export function decodeBase64(text) {
  const quick = strictly(text, Uint8Array.fromBase64, { alphabet: /[-_]/.test(text) ? 'base64url' : 'base64' });
  if (quick) return quick;
  const bytes = new Uint8Array(Math.ceil(text.length * 3 / 4));
  let at = 0, bits = 0, count = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i) & 0xff;
    if (code === 61) break;
    const value = values[code];
    if (value < 0) continue;
    bits = (bits << 6) | value;
    count += 6;
    if (count >= 8) {
      count -= 8;
      bytes[at++] = (bits >> count) & 0xff;
    }
  }
  return at === bytes.length ? bytes : bytes.slice(0, at);
}
