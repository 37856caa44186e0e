import test from 'node:test';
import assert from 'node:assert';
import nodeCrypto from 'node:crypto';
import nodeZlib from 'node:zlib';
import { Readable } from 'node:stream';
import { load } from './load.ts';
import { fakePowers } from './fake-powers.ts';

const { require } = load(fakePowers());
const crypto = require('crypto'), zlib = require('zlib'), { Buffer: OurBuffer } = require('buffer');
const inputs = ['', 'abc', 'é😀', 'x'.repeat(1000)];

test('digests and HMACs are OpenSSL\'s', () => {
  for (const name of ['md5', 'sha1', 'SHA256', 'sha224', 'sha384', 'sha512', 'sha512-256', 'sha3-256', 'ripemd160', 'RSA-SHA256', 'blake2b512', 'blake2s256', 'shake128', 'shake256']) {
    for (const input of inputs) {
      assert.equal(crypto.createHash(name).update(input).digest('hex'), nodeCrypto.createHash(name).update(input).digest('hex'), name);
      if (!/shake/.test(name)) assert.equal(crypto.createHmac(name, 'key').update(input).digest('base64'), nodeCrypto.createHmac(name, 'key').update(input).digest('base64'), name);
    }
  }
  assert.equal(crypto.createHash('shake128', { outputLength: 50 }).update('a').digest('hex'), nodeCrypto.createHash('shake128', { outputLength: 50 }).update('a').digest('hex'));
  assert.equal(crypto.hash('md5', 'x'), nodeCrypto.createHash('md5').update('x').digest('hex'));
  const copy = crypto.createHash('sha1').update('a');
  assert.equal(copy.copy().update('b').digest('hex'), nodeCrypto.createHash('sha1').update('ab').digest('hex'));
  copy.digest();
  assert.throws(() => copy.update('x'), { code: 'ERR_CRYPTO_HASH_FINALIZED' });
  assert.throws(() => crypto.createHash('nope'), /Digest method not supported/);
});

test('a hash is a stream, and only then loads streams', async () => {
  const fresh = load(fakePowers());
  const hash = fresh.require('crypto').createHash('sha1');
  hash.update('ab').digest();
  assert.ok(!fresh.evaluated.includes('stream'));
  const { Readable: Ours, pipeline } = fresh.require('stream');
  const piped = fresh.require('crypto').createHash('sha1');
  await new Promise<void>((resolve, reject) => pipeline(Ours.from(['a', 'b']), piped, (error: any) => (error ? reject(error) : resolve())));
  assert.equal(piped.read().toString('hex'), nodeCrypto.createHash('sha1').update('ab').digest('hex'));
});

test('key derivation', async () => {
  assert.equal(crypto.pbkdf2Sync('p', 's', 10, 20, 'sha512').toString('hex'), nodeCrypto.pbkdf2Sync('p', 's', 10, 20, 'sha512').toString('hex'));
  assert.equal(crypto.scryptSync('p', 's', 16, { N: 16 }).toString('hex'), nodeCrypto.scryptSync('p', 's', 16, { N: 16 }).toString('hex'));
  assert.deepEqual(new Uint8Array(crypto.hkdfSync('sha256', 'k', 's', 'i', 42)), new Uint8Array(nodeCrypto.hkdfSync('sha256', 'k', 's', 'i', 42)));
  const later = await new Promise<any>((resolve, reject) => crypto.pbkdf2('p', 's', 1, 8, 'md5', (error: any, key: any) => (error ? reject(error) : resolve(key))));
  assert.equal(later.toString('hex'), nodeCrypto.pbkdf2Sync('p', 's', 1, 8, 'md5').toString('hex'));
  assert.throws(() => crypto.pbkdf2Sync('p', 's', 1, 8, 'nope'), { code: 'ERR_CRYPTO_INVALID_DIGEST' });
});

test('random numbers come from the power', async () => {
  assert.equal(crypto.randomBytes(100_000).length, 100_000);
  assert.match(crypto.randomUUID(), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  for (let i = 0; i < 100; i++) { const n = crypto.randomInt(5, 8); assert.ok(n >= 5 && n < 8); }
  assert.throws(() => crypto.randomInt(5, 5), { code: 'ERR_OUT_OF_RANGE' });
  assert.throws(() => crypto.webcrypto.getRandomValues(new Float32Array(1)), { name: 'TypeMismatchError' });
  assert.equal(Buffer.from(await crypto.webcrypto.subtle.digest('SHA-256', new TextEncoder().encode('abc'))).toString('hex'), nodeCrypto.createHash('sha256').update('abc').digest('hex'));
  assert.ok(crypto.timingSafeEqual(Buffer.from('a'), Buffer.from('a')));
  assert.throws(() => crypto.timingSafeEqual(Buffer.from('a'), Buffer.from('ab')), { code: 'ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH' });
  assert.throws(() => crypto.createCipheriv('aes-128-cbc', '', ''), /crypto.createCipheriv is not available/);
  await assert.rejects(crypto.webcrypto.subtle.importKey(), { name: 'NotSupportedError' });
});

const big = Buffer.from(Array.from({ length: 200_000 }, (_, i) => (i * 7919) % 251));
test('what one zlib packs the other unpacks', () => {
  for (const [pack, unpack] of [['gzip', 'gunzip'], ['deflate', 'inflate'], ['deflateRaw', 'inflateRaw'], ['gzip', 'unzip'], ['deflate', 'unzip']] as const) {
    for (const data of [Buffer.from(''), Buffer.from('hello'), big]) {
      assert.ok(Buffer.from((nodeZlib as any)[`${unpack}Sync`](Buffer.from(zlib[`${pack}Sync`](data)))).equals(data));
      assert.ok(Buffer.from(zlib[`${unpack}Sync`]((nodeZlib as any)[`${pack}Sync`](data))).equals(data));
    }
  }
  const members = Buffer.concat([nodeZlib.gzipSync('a'), nodeZlib.gzipSync('b')]);
  assert.equal(zlib.gunzipSync(members).toString(), 'ab');
  assert.equal(zlib.inflateSync(nodeZlib.deflateSync('xyz', { dictionary: Buffer.from('xyz') }), { dictionary: Buffer.from('xyz') }).toString(), 'xyz');
  assert.equal(zlib.crc32('hello', 5), (nodeZlib as any).crc32?.('hello', 5) ?? zlib.crc32('hello', 5));
});

test('broken data fails with zlib\'s codes', async () => {
  const codeOf = (run: () => any) => { try { run(); return 'none'; } catch (error: any) { return [error.code, error.errno, error.message]; } };
  for (const [name, data] of [['gunzip', 'nonsense'], ['inflate', 'nonsense'], ['inflateRaw', '\xff\xff'], ['gunzip', nodeZlib.gzipSync('hello').subarray(0, 12)], ['inflate', '']] as [string, any][]) {
    const bytes = Buffer.from(data, 'latin1');
    assert.deepEqual(codeOf(() => zlib[`${name}Sync`](bytes)), codeOf(() => (nodeZlib as any)[`${name}Sync`](bytes)), name);
  }
  assert.throws(() => zlib.brotliCompressSync('x'), /no Brotli/);
  assert.throws(() => zlib.gzipSync('x', { level: 99 }), { code: 'ERR_OUT_OF_RANGE' });
  assert.throws(() => zlib.gunzipSync(nodeZlib.gzipSync(Buffer.alloc(100_000)), { maxOutputLength: 1000 }), { code: 'ERR_BUFFER_TOO_LARGE' });
});

test('zlib streams', async () => {
  const gzip = zlib.createGzip(), chunks: Buffer[] = [];
  gzip.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise((resolve, reject) => gzip.on('end', resolve).on('error', reject));
  for await (const chunk of Readable.from([big.subarray(0, 70_000), big.subarray(70_000)])) gzip.write(chunk);
  gzip.end();
  await ended;
  assert.ok(nodeZlib.gunzipSync(Buffer.concat(chunks)).equals(big));
  const broken = zlib.createGunzip();
  const failed = new Promise<any>((resolve) => broken.on('error', resolve));
  broken.end(OurBuffer.from('nonsense'));
  assert.equal((await failed).code, 'Z_DATA_ERROR');
  const flushed = zlib.createDeflate();
  const got: Buffer[] = [];
  flushed.on('data', (chunk: Buffer) => got.push(chunk));
  flushed.write('part');
  await new Promise<void>((resolve) => flushed.flush(() => resolve()));
  assert.equal(nodeZlib.inflateSync(Buffer.concat(got), { finishFlush: nodeZlib.constants.Z_SYNC_FLUSH }).toString(), 'part');
  assert.equal(await new Promise((resolve) => zlib.gunzip(nodeZlib.gzipSync('x'), (_: any, value: any) => resolve(value.toString()))), 'x');
});
