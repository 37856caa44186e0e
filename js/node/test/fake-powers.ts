// Powers over this process: time and timers are real, output is recorded, files live in a folder that the test gives.
import { webcrypto } from 'node:crypto';
import { fileMethods } from './fake-files.ts';

export interface FakeOptions {
  cwd?: string;
  env?: Record<string, string>;
  argv?: string[];
  root?: string; // host folder that the guest sees as '/'
  input?: string[]; // chunks of standard input
}

/** The powers and what the guest did with them. */
export function fakePowers(options: FakeOptions = {}) {
  const written: { stream: number; text: string }[] = [];
  const calls: { method: string; args: any }[] = [];
  const listeners = new Map<string, Set<(...args: any[]) => unknown>>();
  const timers = new Map<number, NodeJS.Timeout>();
  const input = [...(options.input ?? [])];
  let nextTimer = 1;
  const files = options.root === undefined ? {} : fileMethods(options.root);
  const methods: Record<string, (args: any, data?: ArrayBuffer) => { value: any; data?: ArrayBuffer }> = {
    ...files,
    'stdin.read': () => {
      const bytes = Buffer.from(input.shift() ?? '');
      return { value: { bytes: bytes.length }, data: new Uint8Array(bytes).buffer };
    },
  };
  const call = (method: string, args: any, data?: ArrayBuffer) => {
    calls.push({ method, args });
    const found = methods[method];
    if (!found) throw Object.assign(new Error(`no method ${method}`), { code: 'ENOSYS' });
    if (data && data.byteLength > 65536) throw new Error('a frame holds at most 64 KiB');
    return found(JSON.parse(JSON.stringify(args)), data);
  };
  const began = performance.now();
  return {
    package: 'a-package',
    written, calls, listeners, exitCode: undefined as number | undefined,
    call,
    begin: async (method: string, args: any, data?: ArrayBuffer) => {
      await new Promise((resolve) => setImmediate(resolve));
      return call(method, args, data);
    },
    refuse(refusal: { kind: string; subject: string; grant: string }) {
      calls.push({ method: 'refuse', args: refusal });
      return Object.assign(new Error(`${refusal.subject} is refused: ${refusal.grant}`), { code: 'ERR_BAILEY_REFUSED' });
    },
    write: (stream: number, text: string) => void written.push({ stream, text }),
    writeBytes: (stream: number, data: ArrayBuffer) => void written.push({ stream, text: Buffer.from(data).toString() }),
    configuration: { argv: options.argv ?? ['/usr/bin/node', '/app/index.js'], cwd: options.cwd ?? '/app', env: options.env ?? {} },
    exit(code: number): never {
      this.exitCode = code;
      throw new Error(`exit ${code}`);
    },
    setExitCode(code: number | undefined) {
      this.exitCode = code;
    },
    on(kind: string, listener: (...args: any[]) => unknown) {
      if (!listeners.has(kind)) listeners.set(kind, new Set());
      listeners.get(kind)!.add(listener);
      return () => void listeners.get(kind)!.delete(listener);
    },
    setTimer(callback: () => void, milliseconds: number) {
      const id = nextTimer++;
      timers.set(id, setTimeout(() => { timers.delete(id); callback(); }, milliseconds));
      return id;
    },
    clearTimer(id: number) {
      clearTimeout(timers.get(id));
      timers.delete(id);
    },
    holdTimer(id: number, held: boolean) {
      if (held) timers.get(id)?.ref();
      else timers.get(id)?.unref();
    },
    tick: (callback: () => void) => process.nextTick(callback),
    now: () => Math.floor(Date.now()),
    monotonic: () => Math.floor(performance.now() - began),
    random: (count: number) => webcrypto.getRandomValues(new Uint8Array(count)).buffer,
    require: (_from: string) => (specifier: string) => ({ specifier }),
  };
}
