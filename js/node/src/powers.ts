/**
 * What every `node:` module may have as `require('bailey:coding')`: functions of their arguments alone, done by the host because a loop
 * over bytes is a hundred times slower where the guest's worker compiles no code.
 */
export interface Coding {
  /** Undefined where `utf8-strict` finds the bytes malformed; `utf8` puts U+FFFD there. A mark at the start stays. */
  decode(encoding: 'utf8' | 'utf8-strict' | 'latin1' | 'ascii' | 'utf16le', bytes: ArrayBuffer): string | undefined;
  /** `latin1` takes the lower eight bits of each unit. The buffer is the caller's. */
  encode(encoding: 'utf8' | 'latin1' | 'utf16le', text: string): ArrayBuffer;
}

/**
 * What a `node:` module with powers receives as `require('bailey:powers')`.
 *
 * The realm makes one frozen object per importing package, so every call is bound to that package and a refusal can name it.
 * A module sees only the members of the groups that `index.json` lists for it; it never hands the object itself to the guest.
 *
 * | group   | members |
 * |---------|---------|
 * | audit   | `package`, `refuse` |
 * | file    | `call`, `begin` with the broker's `file.*` methods; `flags` and `mode` of `file.open` are Linux's numbers |
 * | fetch   | `call`, `begin` with the broker's `fetch.*` methods |
 * | console | `write`, `writeBytes` |
 * | input   | `call`, `begin` with `stdin.read{length}` -> `{bytes}` + data, `bytes` 0 at the end |
 * | facts   | `configuration` |
 * | process | `exit`, `setExitCode`, `on` |
 * | timer   | `setTimer`, `clearTimer`, `holdTimer`, `tick` |
 * | clock   | `now`, `monotonic` |
 * | random  | `random` |
 * | module  | `require` |
 */
export interface Powers {
  /** Canonical name of the importing package (`$root$` for the program itself). */
  readonly package: string;

  /**
   * Synchronous broker call. Throws an Error with `code`, `errno`, `syscall`, `path` (and `refusal`) when the answer is an error.
   * `data` is at most 64 KiB either way.
   */
  call(method: string, args: object, data?: ArrayBuffer): Answer;

  /** Asynchronous broker call; rejects where `call` would throw. A pending call keeps the guest alive. */
  begin(method: string, args: object, data?: ArrayBuffer): Promise<Answer>;

  /** Reports a refusal and returns the Error (code `ERR_BAILEY_REFUSED`) to throw; it does not throw by itself. */
  refuse(refusal: { kind: string; subject: string; grant: string }): Error;

  /** Writes to standard output (1) or standard error (2), in order, before it returns. */
  write(stream: 1 | 2, text: string): void;
  writeBytes(stream: 1 | 2, data: ArrayBuffer): void;

  /** The guest's configuration as this package may see it. */
  readonly configuration: {
    readonly argv: readonly string[]; // argv[0] and argv[1] included
    readonly cwd: string;
    readonly env: Readonly<Record<string, string>>;
  };

  /** Ends the guest. 'exit' listeners run before it. Never returns. */
  exit(code: number): never;
  /** The code the guest ends with when nothing is left to do; undefined restores the default. */
  setExitCode(code: number | undefined): void;

  /**
   * Listens for an event of the guest's life. Listening does not keep the guest alive. Returns the function that stops it.
   * - `exit` (code), `beforeExit` (code)
   * - `uncaughtException` (error, origin), `unhandledRejection` (reason, promise): a listener returns true when it took care
   * - `signal` (name, number): returns true when it took care
   */
  on(kind: 'exit' | 'beforeExit' | 'uncaughtException' | 'unhandledRejection' | 'signal', listener: (...args: any[]) => unknown): () => void;

  /** Calls `callback` once, not before `milliseconds` (0..2^31-1) have passed. A held timer keeps the guest alive. */
  setTimer(callback: () => void, milliseconds: number): number;
  clearTimer(id: number): void;
  /** Whether the timer keeps the guest alive (timers are made held). */
  holdTimer(id: number, held: boolean): void;
  /** Calls `callback` after the running job and before promise reactions where the host can do so, else as a microtask. */
  tick(callback: () => void): void;

  /** Milliseconds since the epoch, already coarsened by policy. */
  now(): number;
  /** Milliseconds since the start of the guest, already coarsened by policy. */
  monotonic(): number;

  /** Fresh random bytes, 0..65536 at a time. */
  random(byteCount: number): ArrayBuffer;

  /** The `require` function of the module at guest path `from`, bound to the importing package's policy. */
  require(from: string): (specifier: string) => unknown;
}

export interface Answer {
  /** The parsed JSON of the answer. */
  readonly value: any;
  readonly data?: ArrayBuffer;
}
