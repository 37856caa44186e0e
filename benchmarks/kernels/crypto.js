// SHA-256 over bytes, and modular powers of 260-bit numbers in 26-bit digits: integer arithmetic and plain arrays.
const constants = [];
const initial = [];
{
  const isPrime = (n) => {
    for (let d = 2; d * d <= n; d++) if (n % d === 0) return false;
    return true;
  };
  const fraction = (x) => ((x - Math.floor(x)) * 0x100000000) | 0;
  for (let n = 2; constants.length < 64; n++) {
    if (!isPrime(n)) continue;
    if (initial.length < 8) initial.push(fraction(Math.pow(n, 1 / 2)));
    constants.push(fraction(Math.pow(n, 1 / 3)));
  }
}

const rotate = (x, n) => (x >>> n) | (x << (32 - n));

function sha256(bytes) {
  const length = bytes.length;
  const padded = bytes.slice();
  padded.push(0x80);
  while (padded.length % 64 !== 56) padded.push(0);
  for (let shift = 56; shift >= 0; shift -= 8) padded.push(shift >= 32 ? 0 : ((length * 8) >>> shift) & 255);
  const state = initial.slice();
  const words = new Array(64).fill(0);
  for (let start = 0; start < padded.length; start += 64) {
    for (let i = 0; i < 16; i++) {
      const at = start + 4 * i;
      words[i] = (padded[at] << 24) | (padded[at + 1] << 16) | (padded[at + 2] << 8) | padded[at + 3];
    }
    for (let i = 16; i < 64; i++) {
      const a = words[i - 15];
      const b = words[i - 2];
      words[i] = (words[i - 16] + (rotate(a, 7) ^ rotate(a, 18) ^ (a >>> 3)) + words[i - 7] + (rotate(b, 17) ^ rotate(b, 19) ^ (b >>> 10))) | 0;
    }
    let [a, b, c, d, e, f, g, h] = state;
    for (let i = 0; i < 64; i++) {
      const t = (h + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + ((e & f) ^ (~e & g)) + constants[i] + words[i]) | 0;
      const u = ((rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g; g = f; f = e;
      e = (d + t) | 0;
      d = c; c = b; b = a;
      a = (t + u) | 0;
    }
    [a, b, c, d, e, f, g, h].forEach((word, i) => { state[i] = (state[i] + word) | 0; });
  }
  return state.map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
}

// Numbers are arrays of digits below 2^26, least significant first; products stay below 2^53.
const BITS = 26;
const BASE = 1 << BITS;
const MASK = BASE - 1;

function compare(a, b) {
  for (let i = Math.max(a.length, b.length) - 1; i >= 0; i--) {
    const d = (a[i] || 0) - (b[i] || 0);
    if (d !== 0) return d;
  }
  return 0;
}

/** (a * b) mod m, digit by digit from the top, after Horner. */
function multiply(a, b, m) {
  const n = m.length;
  const result = new Array(n + 2).fill(0);
  for (let i = n - 1; i >= 0; i--) {
    for (let j = n + 1; j > 0; j--) result[j] = result[j - 1];
    result[0] = 0;
    let carry = 0;
    for (let j = 0; j < n + 2; j++) {
      const t = result[j] + (j < n ? a[i] * b[j] : 0) + carry;
      carry = Math.floor(t / BASE);
      result[j] = t - carry * BASE;
    }
    for (;;) {
      const head = (result[n + 1] * BASE + result[n]) * BASE + result[n - 1];
      let q = Math.floor(head / (m[n - 1] + 1));
      if (q === 0) {
        if (result[n] === 0 && result[n + 1] === 0 && compare(result, m) >= 0) q = 1;
        else break;
      }
      q = Math.min(q, MASK);
      let borrow = 0;
      for (let j = 0; j < n + 2; j++) {
        const t = result[j] - (j < n ? q * m[j] : 0) + borrow;
        borrow = Math.floor(t / BASE);
        result[j] = t - borrow * BASE;
      }
    }
  }
  result.length = n;
  return result;
}

function power(base, exponent, m) {
  let result = m.map((_, i) => (i === 0 ? 1 : 0));
  for (let i = exponent.length - 1; i >= 0; i--) {
    for (let bit = BITS - 1; bit >= 0; bit--) {
      result = multiply(result, result, m);
      if ((exponent[i] >> bit) & 1) result = multiply(result, base, m);
    }
  }
  return result;
}

function run() {
  const text = [];
  for (let i = 0; i < 80000; i++) text.push((i * 7 + (i >> 3)) & 255);
  const digest = sha256(text);
  const number = (seed) => Array.from({ length: 10 }, (_, i) => (seed * (i + 3) * 48271 + i * 12345) & MASK);
  const m = number(987651);
  m[9] |= BASE >> 1;
  m[0] |= 1;
  const base = number(1234);
  base[9] = 5;
  const result = power(base, number(777), m);
  return `${digest.slice(0, 16)} ${result.map((d) => d.toString(36)).join('.')}`;
}
