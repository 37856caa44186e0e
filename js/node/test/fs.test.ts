import test from 'node:test';
import assert from 'node:assert';
import nodeFs from 'node:fs';
import os from 'node:os';
import nodePath from 'node:path';
import { load } from './load.ts';
import { fakePowers } from './fake-powers.ts';

function fresh() {
  const root = nodeFs.mkdtempSync(nodePath.join(os.tmpdir(), 'fs-test-'));
  nodeFs.mkdirSync(nodePath.join(root, 'app'));
  const powers = fakePowers({ root, cwd: '/app' });
  return { root, powers, ...load(powers) };
}

/** Runs on ours and on Node's with the same relative paths; results and errors must be the same. */
async function both(label: string, run: (fs: any) => any) {
  const { root, require } = fresh();
  const mirror = nodeFs.mkdtempSync(nodePath.join(os.tmpdir(), 'fs-node-'));
  const outcome = async (fs: any) => {
    try {
      return { value: await run(fs) };
    } catch (error: any) {
      return { error: { name: error.name, message: error.message, code: error.code, errno: error.errno, syscall: error.syscall, path: error.path, dest: error.dest } };
    }
  };
  const ours = await outcome(require('fs'));
  const before = process.cwd();
  process.chdir(mirror);
  const theirs = await outcome(nodeFs).finally(() => process.chdir(before));
  assert.deepStrictEqual(JSON.parse(JSON.stringify(ours)), JSON.parse(JSON.stringify(theirs)), label);
  const tree = (folder: string): any => nodeFs.readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1)).map((each) => {
    const path = nodePath.join(folder, each.name);
    return each.isDirectory() ? [each.name, tree(path)] : each.isSymbolicLink() ? [each.name] : [each.name, nodeFs.readFileSync(path, 'latin1')];
  });
  assert.deepStrictEqual(tree(nodePath.join(root, 'app')), tree(mirror), `${label}: files`);
}

const cases: Record<string, (fs: any) => any> = {
  'write and read': (fs) => { fs.writeFileSync('a.txt', 'héllo'); return [fs.readFileSync('a.txt', 'utf8'), fs.readFileSync('a.txt').toString('hex'), fs.readFileSync('a.txt', { encoding: 'base64' })]; },
  'empty file': (fs) => { fs.writeFileSync('a', ''); return fs.readFileSync('a').length; },
  'large file': (fs) => { fs.writeFileSync('big', 'x'.repeat(300_001)); return fs.readFileSync('big').length; },
  'exactly one chunk': (fs) => { fs.writeFileSync('big', 'x'.repeat(65536)); return fs.readFileSync('big').length; },
  'append': (fs) => { fs.appendFileSync('a', 'x'); fs.appendFileSync('a', 'y'); return fs.readFileSync('a', 'utf8'); },
  'missing file': (fs) => fs.readFileSync('nope'),
  'missing stat': (fs) => fs.statSync('nope'),
  'missing stat allowed': (fs) => fs.statSync('nope', { throwIfNoEntry: false }) === undefined,
  'read a folder': (fs) => { fs.mkdirSync('d'); fs.rmdirSync('e'); },
  'mkdir twice': (fs) => { fs.mkdirSync('d'); fs.mkdirSync('d'); },
  'mkdir deep': (fs) => { fs.mkdirSync('d/e/f', { recursive: true }); fs.mkdirSync('d/e/f', { recursive: true }); return fs.existsSync('d/e/f'); },
  'unlink': (fs) => { fs.writeFileSync('a', '1'); fs.unlinkSync('a'); fs.unlinkSync('a'); },
  'rename': (fs) => { fs.writeFileSync('a', '1'); fs.renameSync('a', 'b'); },
  'copy': (fs) => { fs.writeFileSync('a', '1'); fs.copyFileSync('a', 'b'); fs.copyFileSync('a', 'b', fs.constants.COPYFILE_EXCL); },
  'truncate': (fs) => { fs.writeFileSync('a', '12345'); fs.truncateSync('a', 2); },
  'readdir': (fs) => { fs.mkdirSync('d/e', { recursive: true }); fs.writeFileSync('d/e/f', ''); return [fs.readdirSync('.'), fs.readdirSync('.', { recursive: true }).sort(), fs.readdirSync('d', { withFileTypes: true }).map((e: any) => [e.name, e.parentPath ?? e.path, e.isDirectory(), e.isFile()])]; },
  'rm force': (fs) => { fs.rmSync('nope', { force: true }); fs.mkdirSync('d/e', { recursive: true }); fs.rmSync('d', { recursive: true }); return fs.readdirSync('.'); },
  'links': (fs) => { fs.writeFileSync('a', '1'); fs.symlinkSync('a', 'l'); return [fs.readlinkSync('l'), fs.lstatSync('l').isSymbolicLink(), fs.statSync('l').isFile(), fs.readFileSync('l', 'utf8')]; },
  'descriptor': (fs) => { const fd = fs.openSync('a', 'w+'); fs.writeSync(fd, 'hello world'); fs.writeSync(fd, Buffer.from('HE'), 0, 2, 0); const b = Buffer.alloc(5); const n = fs.readSync(fd, b, 0, 5, 0); fs.ftruncateSync(fd, 7); const s = fs.fstatSync(fd).size; fs.closeSync(fd); return [n, b.toString(), s]; },
  'bad flag': (fs) => fs.openSync('a', 'zz'),
  'bad path': (fs) => fs.readFileSync(5.5),
  'bad path object': (fs) => fs.statSync({}),
  'null byte': (fs) => fs.statSync('a\0b'),
  'bad data': (fs) => fs.writeFileSync('a', 5),
  'bad encoding': (fs) => fs.readFileSync('a', 'nope'),
  'bad callback': (fs) => fs.readFile('a', 'utf8'),
  'cp': (fs) => { fs.mkdirSync('s/t', { recursive: true }); fs.writeFileSync('s/t/x', '1'); fs.writeFileSync('s/y', '2'); fs.cpSync('s', 'z', { recursive: true, filter: (a: string) => !a.endsWith('y') }); },
  'cp folder': (fs) => { fs.mkdirSync('s'); try { fs.cpSync('s', 'z'); } catch (error: any) { return error.code; } },
  'access': (fs) => { fs.writeFileSync('a', ''); fs.accessSync('a', fs.constants.R_OK); fs.accessSync('nope'); },
  'utimes': (fs) => { fs.writeFileSync('a', ''); fs.utimesSync('a', 1, 1000.5); return fs.statSync('a').mtimeMs; },
  'stats': (fs) => { fs.writeFileSync('a', 'abc', { mode: 0o600 }); const s = fs.statSync('a'); return [s.size, s.mode, s.isFile(), s.isDirectory(), s.mtime instanceof Date, typeof fs.statSync('a', { bigint: true }).size]; },
  'callbacks': (fs) => new Promise((resolve) => fs.writeFile('a', 'x', (e: any) => fs.readFile('a', 'utf8', (e2: any, text: string) => fs.stat('nope', (e3: any, s: any) => resolve([e, e2, text, e3.code, e3.message, s]))))),
  'callback read': (fs) => new Promise((resolve) => { fs.writeFileSync('a', 'hello'); fs.open('a', (e: any, fd: number) => fs.read(fd, Buffer.alloc(9), 0, 9, 1, (e2: any, n: number, b: Buffer) => fs.close(fd, (e3: any) => resolve([e, e2, n, b.toString(), e3])))); }),
  'exists callback': (fs) => new Promise((resolve) => fs.exists('nope', resolve)),
  'promises': async (fs) => { await fs.promises.mkdir('p'); await fs.promises.writeFile('p/a', 'x'); const h = await fs.promises.open('p/a', 'r+'); const r = await h.read(Buffer.alloc(3), 0, 3, 0); await h.appendFile('z'); const t = await h.readFile('utf8'); const s = (await h.stat()).size; await h.close(); return [r.bytesRead, t, s, await fs.promises.readdir('p')]; },
  'promise rejects': (fs) => fs.promises.readFile('nope'),
  'promise rejects bad': (fs) => fs.promises.readFile({}),
  'streams': (fs) => new Promise((resolve, reject) => { const w = fs.createWriteStream('a'); w.write('one '); w.end('two', () => { let t = ''; fs.createReadStream('a', { start: 1, end: 5, encoding: 'utf8' }).on('data', (d: string) => t += d).on('error', reject).on('close', () => resolve([t, w.bytesWritten, fs.readFileSync('a', 'utf8')])); }); }),
  'stream error': (fs) => new Promise((resolve) => fs.createReadStream('nope').on('error', (e: any) => resolve([e.code, e.message]))),
  'stream copy': (fs) => new Promise((resolve, reject) => { fs.writeFileSync('a', Buffer.alloc(500_000, 'ab')); fs.createReadStream('a').pipe(fs.createWriteStream('b')).on('finish', () => resolve(fs.statSync('b').size)).on('error', reject); }),
  'opendir': async (fs) => { fs.mkdirSync('d'); fs.writeFileSync('d/x', ''); const names = []; for await (const e of await fs.promises.opendir('d')) names.push([e.name, e.isFile()]); return names; },
  'mkdtemp': (fs) => /^x-[A-Za-z0-9]{6}$/.test(fs.mkdtempSync('x-')) && fs.readdirSync('.').map((n: string) => (fs.rmdirSync(n), n.length)),
  'realpath': (fs) => fs.realpathSync('.').startsWith('/'),
  'write options': (fs) => { fs.writeFileSync('a', '1'); fs.writeFileSync('a', '2', { flag: 'wx' }); },
  'readv': (fs) => { fs.writeFileSync('a', 'hello'); const fd = fs.openSync('a'); const b = [Buffer.alloc(2), Buffer.alloc(9)]; return [fs.readvSync(fd, b), b.map(String), fs.closeSync(fd)]; },
};
for (const [label, run] of Object.entries(cases)) test(`fs as Node's: ${label}`, () => both(label, run));

test('a copy by streams keeps no more than a few chunks at a time', async () => {
  const { root, powers, require } = fresh();
  nodeFs.writeFileSync(nodePath.join(root, 'app/big'), Buffer.alloc(8 * 1024 * 1024, 1));
  const fs = require('fs');
  let most = 0;
  const reader = fs.createReadStream('big'), writer = fs.createWriteStream('copy');
  reader.on('data', () => { most = Math.max(most, writer.writableLength + reader.readableLength); });
  await require('stream/promises').pipeline(reader, writer);
  assert.ok(most <= 4 * 65536, `${most}`);
  assert.equal(nodeFs.statSync(nodePath.join(root, 'app/copy')).size, 8 * 1024 * 1024);
  assert.ok(powers.calls.filter((each) => each.method === 'file.read').length >= 128);
});

test('requiring fs and asking about a file loads no streams and no events', () => {
  const { require, evaluated } = fresh();
  require('fs').existsSync('x');
  assert.deepEqual(evaluated.filter((name) => /stream|events/.test(name)), []);
  require('fs').createReadStream('x').on('error', () => {});
  assert.ok(evaluated.includes('stream')); // the control
});

test('a refusal of the broker arrives with its explanation, under the path that the program wrote', async () => {
  const refusal = { wall: 'realm', kind: 'file', subject: '/app/x', grant: 'files' };
  const refuse = () => { throw Object.assign(new Error("EACCES: permission denied, open '/app/x'"), { code: 'EACCES', errno: -13, syscall: 'open', path: '/app/x', refusal }); };
  const powers = { ...fakePowers({ cwd: '/app' }), call: refuse, begin: async () => refuse() };
  const fs = load(powers).require('fs');
  const expected = { code: 'EACCES', path: 'x', message: "EACCES: permission denied, open 'x'", refusal };
  assert.throws(() => fs.readFileSync('x'), expected);
  await assert.rejects(fs.promises.readFile('x'), expected);
});

/** Calls `write` until the promise is there: how soon a watcher looks does not matter. */
async function whileWriting<T>(found: Promise<T>, write: (count: number) => void): Promise<T> {
  let count = 0;
  const writing = setInterval(() => write(count++), 20);
  try {
    return await found;
  } finally {
    clearInterval(writing);
  }
}

test('watchFile tells of a change with both Stats, of an absent file once, and nothing after unwatchFile', async () => {
  const { root, require } = fresh();
  const fs = require('fs');
  const file = nodePath.join(root, 'app/a');
  let seen = 0;
  const [now, before] = await new Promise<any[]>((resolve) => { fs.watchFile('absent', { interval: 5 }, (...stats: any[]) => resolve(stats)); });
  assert.deepEqual([now.mtimeMs, before.mtimeMs, now.isFile()], [0, 0, false]);
  fs.unwatchFile('absent');
  nodeFs.writeFileSync(file, '');
  const changed = new Promise<any[]>((resolve) => { fs.watchFile('/app/a', { interval: 5 }, (...stats: any[]) => { seen++; resolve(stats); }); });
  const [after, former] = await whileWriting(changed, (count) => nodeFs.writeFileSync(file, 'x'.repeat(count + 1)));
  assert.ok(after.size > former.size);
  fs.unwatchFile('a');
  seen = 0;
  nodeFs.writeFileSync(file, 'y'.repeat(100));
  await new Promise((resolve) => setTimeout(resolve, 50));
  assert.equal(seen, 0);
});

test('watch tells what came, changed and went in a folder, as events and as an iterator, until it is closed', async () => {
  const { root, require } = fresh();
  const fs = require('fs');
  const file = nodePath.join(root, 'app/a');
  const watcher = fs.watch('.');
  const first = await whileWriting(new Promise((resolve) => { watcher.once('change', (...args: any[]) => resolve(args)); }), () => nodeFs.writeFileSync(file, ''));
  assert.deepEqual(first, ['rename', 'a']);
  const second = await whileWriting(new Promise((resolve) => { watcher.once('change', (...args: any[]) => resolve(args)); }), (count) => nodeFs.writeFileSync(file, 'x'.repeat(count)));
  assert.deepEqual(second, ['change', 'a']);
  const closed = new Promise((resolve) => { watcher.once('close', resolve); });
  watcher.close();
  await closed;
  const iterator = fs.promises.watch('a')[Symbol.asyncIterator]();
  const { value } = await whileWriting<any>(iterator.next(), (count) => nodeFs.writeFileSync(file, 'y'.repeat(count)));
  assert.deepEqual(value, { eventType: 'change', filename: 'a' });
  await iterator.return();
  assert.throws(() => fs.watch('absent'), { code: 'ENOENT' });
});

test('chdir moves fs, path and process of its package together', () => {
  const { require, root } = fresh();
  nodeFs.mkdirSync(nodePath.join(root, 'app/sub'));
  const process = require('process');
  process.chdir('sub');
  assert.equal(process.cwd(), '/app/sub');
  assert.equal(require('path').resolve('x'), '/app/sub/x');
  require('fs').writeFileSync('x', '1');
  assert.ok(nodeFs.existsSync(nodePath.join(root, 'app/sub/x')));
  assert.throws(() => process.chdir('nope'), { code: 'ENOENT' });
});
