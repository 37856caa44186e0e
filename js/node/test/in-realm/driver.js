// Runs in the jsc shell, the engine that ships: boots the built realm with a small host and runs one program; prints what happened as JSON.
// The shell's global `inRealm` = { artifacts, graph, policy } is set by the caller.
const { artifacts, graph, policy } = globalThis.inRealm;
const shell = { print, readFile, drain: drainMicrotasks, onRejected: setUnhandledRejectionCallback };
const evaluate = (0, eval);
const outcome = { output: '', errors: '', code: null, loaded: [], refusals: [] };
let kernel, timers = [], clock = 0;
const pending = [];
const files = { '/app/data.txt': 'file text' };

const answers = {
  'audit.refusal': (args) => (outcome.refusals.push(args), {}),
  'file.readAll': ({ path }) => (path in files ? { size: files[path].length } : missing(path, 'open')),
  'file.stat': ({ path }) => (path in files ? { kind: 'file', size: files[path].length, mtimeMs: 0, mode: 0o644 } : missing(path, 'stat')),
};
const missing = (path, syscall) => ({ error: { code: 'ENOENT', errno: -2, message: `ENOENT: no such file or directory, ${syscall} '${path}'`, syscall, path } });
const host = {
  evaluate: (text) => evaluate(text),
  rewrite: () => { throw new Error('no text is compiled at run time here'); },
  module: () => '{"link":{"missing":"Cannot find module","code":"MODULE_NOT_FOUND"}}',
  call(method, json) {
    const args = JSON.parse(json);
    const value = answers[method](args);
    const text = method === 'file.readAll' && !value.error ? files[args.path] : undefined;
    return { json: JSON.stringify(value), ...(text !== undefined && { data: Uint8Array.from(text, (c) => c.charCodeAt(0)).buffer }) };
  },
  begin: (id, method, json) => pending.push(() => {
    const { json: answer, data } = host.call(method, json);
    kernel.dispatch('done', id, answer, data);
  }),
  write: (stream, text) => { outcome[stream === 1 ? 'output' : 'errors'] += text; },
  writeBytes: (stream, data) => host.write(stream, String.fromCharCode(...new Uint8Array(data))),
  timer: (id, milliseconds) => timers.push([clock + milliseconds, id]),
  cancelTimer: (id) => { timers = timers.filter((each) => each[1] !== id); },
  random: (count) => new Uint8Array(count).fill(7).buffer,
  // Of well-formed bytes; one per unit but in UTF-8.
  decode: (encoding, bytes) => {
    const units = Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join('');
    return encoding.startsWith('utf8') ? decodeURIComponent(escape(units)) : units;
  },
  encode: (encoding, text) => Uint8Array.from(encoding === 'utf8' ? unescape(encodeURIComponent(text)) : text, (unit) => unit.charCodeAt(0)).buffer,
  now: () => 1.7e12 + clock,
  monotonic: () => clock,
  builtin: (name) => (outcome.loaded.push(name), shell.readFile(`${artifacts}/node/${name}.js`)),
  exit: (code) => { outcome.code ??= code; },
  inspect: (kind) => (kind === 'node/index.json' ? shell.readFile(`${artifacts}/node/index.json`) : ''),
};

kernel = evaluate(shell.readFile(`${artifacts}/realm.js`))(host, {});
kernel.configure(JSON.stringify({ policy, argv: ['/usr/bin/node', '/app/main.js'], cwd: '/app', env: { FOO: 'bar' }, clock: 'real', random: 'real', dynamicCode: false }));
kernel.load(JSON.stringify(graph));
shell.onRejected((promise, reason) => kernel.rejected(promise, reason));
kernel.run('/app/main.js');
shell.drain();
for (let turn = 0; outcome.code === null && turn < 10_000; turn++) {
  const call = pending.shift();
  if (call) call();
  else {
    const next = timers.sort((a, b) => a[0] - b[0] || a[1] - b[1]).shift();
    if (!next) break;
    clock = Math.max(clock, next[0]);
    kernel.dispatch('timer', next[1], '');
  }
  shell.drain();
}
shell.print(`OUTCOME${JSON.stringify(outcome)}`);
