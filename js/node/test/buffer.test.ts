import test from 'node:test';
import assert from 'node:assert';
import { Buffer as NodeBuffer } from 'node:buffer';
import nodeBuffer from 'node:buffer';
import { load } from './load.ts';

const ours = load().require('buffer');
const { Buffer } = ours;
const outcome = (run: () => any) => {
  try {
    const value = run();
    return { value: value instanceof Uint8Array ? [...value] : value };
  } catch (error: any) {
    // The greatest size is another in Node 22 than in the Node that runs this.
    return { code: error.code, message: error.message.replace(/<= (4294967296|9007199254740991)/, '<= MAX'), name: error.name };
  }
};
/** The same call on both Buffers gives the same value or the same error. */
const shown = (value: unknown) => JSON.stringify(value, (_, each) => (typeof each === 'bigint' ? `${each}n` : each));
const same = (label: string, call: (B: any) => any) => {
  const actual = outcome(() => call(Buffer)), expected = outcome(() => call(NodeBuffer));
  assert.deepStrictEqual(actual, expected, `${label}: ${shown(actual)} is not ${shown(expected)}`);
};

const texts = ['', 'a', 'hello', 'héllo wörld', '😀 emoji', 'ab\ud800cd', '\udc00', 'zz', '0102fF', 'abc', '_-8', 'aGVsbG8=', 'aGVsbG8', 'a b c', 'x'.repeat(300)];
const encodings = ['utf8', 'UTF-8', 'hex', 'base64', 'base64url', 'latin1', 'binary', 'ascii', 'ucs2', 'utf16le', undefined];

test('text goes in and out of every encoding as in Node', () => {
  for (const text of texts) {
    for (const encoding of encodings) {
      same(`from ${JSON.stringify(text)} ${encoding}`, (B) => B.from(text, encoding));
      if (!/^base64/.test(encoding ?? '')) same(`byteLength ${text} ${encoding}`, (B) => B.byteLength(text, encoding));
      same(`write ${text} ${encoding}`, (B) => { const b = B.alloc(9); return [b.write(text, 1, encoding), ...b]; });
      same(`indexOf ${text} ${encoding}`, (B) => B.from('xhello héllo wörld abc', 'utf8').indexOf(text, 0, encoding));
      for (const other of encodings) same(`toString ${text} ${encoding} ${other}`, (B) => B.from(text, encoding).toString(other));
    }
  }
});

test('bytes and texts of any length and kind go in and out as in Node', () => {
  let seed = 1;
  const random = (below: number) => (seed = (seed * 48271) % 2147483647) % below;
  const units = [0x61, 0x7f, 0x80, 0xe9, 0x3b1, 0x20ac, 0xd83d, 0xde00, 0xfffd, 0x2d, 0x5f, 0x3d];
  for (let length = 0; length < 100; length++) {
    const bytes = Array.from({ length }, () => (length % 3 === 0 ? random(128) : length % 3 === 1 ? random(256) : [0x61, 0xc3, 0xa9, 0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x98, 0x80][random(10)]!));
    const text = String.fromCharCode(...Array.from({ length }, () => (length % 2 === 0 ? random(128) : units[random(units.length)]!)));
    for (const encoding of encodings) {
      same(`[${bytes}].toString(${encoding})`, (B) => B.from(bytes).toString(encoding));
      same(`from(${JSON.stringify(text)}, ${encoding})`, (B) => B.from(text, encoding));
      same(`write ${JSON.stringify(text)}, ${encoding}`, (B) => { const to = B.alloc(40); return [to.write(text, 3, 30, encoding), ...to]; });
      same(`byteLength ${JSON.stringify(text)}, ${encoding}`, (B) => B.byteLength(text, encoding));
      const printed = NodeBuffer.from(bytes).toString(encoding as BufferEncoding);
      same(`back ${printed}, ${encoding}`, (B) => B.from(printed, encoding));
    }
    same(`indexOf in [${bytes}]`, (B) => { const b = B.from(bytes); return [0, 3, 50, 99].map((at) => [b.indexOf(b.subarray(at, at + 2)), b.indexOf('a', at), b.indexOf(0x80, at), b.lastIndexOf('a')]); });
  }
});

test('numbers are read and written as in Node, with its errors', () => {
  const names = Object.getOwnPropertyNames(NodeBuffer.prototype).filter((name) => /^(read|write)(U?Int|BigU?Int|Big|Float|Double)/i.test(name));
  for (const name of names) {
    assert.equal(typeof Buffer.prototype[name], 'function', name);
    const sized = /(read|write)U?[Ii]nt[LB]E$/.test(name);
    for (const offset of [0, 1, 3, undefined]) {
      if (name.startsWith('read')) same(`${name}(${offset})`, (B) => sized ? B.from([1, 254, 3, 4, 255, 6, 7, 8, 9, 10, 11, 12])[name](offset ?? 0, 3) : B.from([1, 254, 3, 4, 255, 6, 7, 8, 9, 10, 11, 12])[name](offset));
      else same(name, (B) => { const b = B.alloc(12); b[name](name.includes('Big') ? 77n : 77, offset ?? 0, 3); return b; });
    }
    if (!sized && !name.includes('Big') && name.startsWith('read')) {
      for (const offset of [-1, 9, 1.5, 100, 'x']) same(`${name}(${offset})`, (B) => B.alloc(8)[name](offset));
    }
  }
  for (const value of [256, -1, 300]) same(`writeUInt8(${value})`, (B) => B.alloc(2).writeUInt8(value));
});

test('making, joining and comparing', () => {
  same('alloc fill', (B) => B.alloc(5, 'ab'));
  same('alloc negative', (B) => B.alloc(-1));
  same('alloc text', (B) => B.alloc('5'));
  same('from number', (B) => B.from(5));
  same('from undefined', (B) => B.from(undefined));
  same('from null', (B) => B.from(null));
  same('from object', (B) => B.from({}));
  same('from like', (B) => B.from({ length: 2, 0: 7, 1: 8 }));
  same('from json', (B) => B.from({ type: 'Buffer', data: [1, 2] }));
  same('from String', (B) => B.from(new String('abc')));
  same('from encoding', (B) => B.from('a', 'nope'));
  same('concat', (B) => B.concat([B.from('ab'), new Uint8Array([1, 2])], 3));
  same('concat bad', (B) => B.concat('x'));
  same('concat bad item', (B) => B.concat([1]));
  same('compare', (B) => B.compare(B.from('a'), B.from('b')));
  same('equals', (B) => B.from('a').equals(new Uint8Array([97])));
  same('slice', (B) => B.from('hello').slice(-3, -1));
  same('subarray kind', (B) => B.from('hello').subarray(1) instanceof B);
  same('map kind', (B) => B.from('ab').map((x: number) => x + 1) instanceof B);
  same('swap', (B) => B.from('abcd').swap16());
  same('fill', (B) => B.alloc(6).fill('abc', 1, 5));
  same('fill range', (B) => B.alloc(6).fill('abc', 9));
  same('json', (B) => JSON.stringify(B.from('abc')));
  same('copy', (B) => { const b = B.alloc(4); return [B.from('xyz').copy(b, 1), ...b]; });
  same('of', (B) => B.of(1, 2, 3));
  same('includes', (B) => B.from('hello').includes('ell'));
  same('lastIndexOf', (B) => B.from('hello hello').lastIndexOf('hello'));
  same('isEncoding', (B) => ['utf8', 'UTF8', 'nope', 'base64url', 1].map((e) => B.isEncoding(e)));
  same('inspect', (B) => B.from('hello').inspect());
  same('copyBytesFrom', (B) => B.copyBytesFrom(new Uint16Array([1, 2, 3]), 1));
});

test('isUtf8, isAscii, transcode, atob and btoa', () => {
  for (const bytes of [[0xff], [0xc3, 0xa9], [65]]) {
    assert.equal(ours.isUtf8(Buffer.from(bytes)), nodeBuffer.isUtf8(NodeBuffer.from(bytes)));
    assert.equal(ours.isAscii(Buffer.from(bytes)), nodeBuffer.isAscii(NodeBuffer.from(bytes)));
  }
  assert.deepEqual([...ours.transcode(Buffer.from('€é'), 'utf8', 'latin1')], [...nodeBuffer.transcode(NodeBuffer.from('€é'), 'utf8', 'latin1')]);
  assert.equal(ours.btoa('hi\xff'), btoa('hi\xff'));
  assert.equal(ours.atob(' aGk= '), 'hi');
  assert.throws(() => ours.atob('a'), { name: 'InvalidCharacterError' });
});

test('a Blob holds what it was given and gives copies', async () => {
  const bytes = new Uint8Array([1, 2, 3]);
  const blob = new ours.Blob([bytes, 'é'], { type: 'Text/Plain' });
  bytes[0] = 9;
  assert.equal(blob.size, 5);
  assert.equal(blob.type, 'text/plain');
  assert.deepEqual([...new Uint8Array(await blob.arrayBuffer())], [1, 2, 3, 0xc3, 0xa9]);
  assert.equal(await blob.slice(3).text(), 'é');
});
