/** The `bailey:powers` object: what a `node:` module may do, bound to the package it was made for. Its shape is told in js/node/src/powers.ts. */
import type { EventLoop } from './event-loop.js';
import type { CallAnswer, GuestConfiguration, Host } from './host.js';
import { create, defineProperty, freeze, isObject, ownKeys, parseJson, stringifyJson } from './primordials.js';
import type { Refuse } from './refusal.js';

export interface PowerParts {
  readonly host: Host;
  readonly loop: EventLoop;
  readonly refuse: Refuse;
  readonly configuration: GuestConfiguration;
  readonly requireFrom: (packageName: string, from: string) => (specifier: string) => unknown;
}

interface BrokerError { code: string; errno?: number; message: string; syscall?: string; path?: string; dest?: string; refusal?: unknown }

/** Turns the broker's `{"error":…}` into Node's kind of error. */
function brokerError(error: BrokerError): Error {
  const made = new Error(error.message) as Error & Record<string, unknown>;
  for (const key of ['errno', 'code', 'syscall', 'path', 'dest', 'refusal'] as const) {
    if (error[key] !== undefined) defineProperty(made, key, { value: error[key], writable: true, enumerable: true, configurable: true });
  }
  return made;
}

function answerOf(json: string, data: ArrayBuffer | undefined): { value: unknown; data?: ArrayBuffer } {
  const value = parseJson(json) as unknown;
  if (isObject(value) && 'error' in value && isObject(value.error)) throw brokerError(value.error as BrokerError);
  return { value, ...(data !== undefined && { data }) };
}

/** Adds who asks; the broker reports it and uses it for narrower rules. No member of `args` can take the word from it. */
function withPackage(args: object, packageName: string): string {
  return stringifyJson({ ...args, toJSON: undefined, by: packageName });
}

type Group = (parts: PowerParts, packageName: string) => Record<string, unknown>;

const calls: Group = ({ host, loop }, packageName) => ({
  call: (method: string, args: object, data?: ArrayBuffer) => {
    const answer: CallAnswer = host.call(method, withPackage(args, packageName), data);
    return answerOf(answer.json, answer.data);
  },
  begin: (method: string, args: object, data?: ArrayBuffer) => new Promise((resolve, reject) => {
    loop.begin(method, withPackage(args, packageName), data, (json, bytes) => {
      try {
        resolve(answerOf(json, bytes));
      } catch (error) {
        reject(error);
      }
    });
  }),
});

const groups: Readonly<Record<string, Group>> = {
  audit: ({ refuse }, packageName) => ({
    refuse: ({ kind, subject, grant }: { kind: string; subject: string; grant: string }) => refuse({ package: packageName, kind, subject, grant }),
  }),
  file: calls,
  fetch: calls,
  input: calls,
  console: ({ host }) => ({
    write: (stream: 1 | 2, text: string) => host.write(stream, text),
    writeBytes: (stream: 1 | 2, data: ArrayBuffer) => host.writeBytes(stream, data),
  }),
  facts: ({ configuration }) => ({
    configuration: freeze({ argv: freeze([...configuration.argv]), cwd: configuration.cwd, env: freeze({ ...configuration.env }) }),
  }),
  process: ({ loop }) => ({
    exit: (code: number) => loop.exit(code),
    setExitCode: (code: number | undefined) => loop.setExitCode(code),
    on: (kind: Parameters<EventLoop['on']>[0], listener: (...args: any[]) => unknown) => loop.on(kind, listener),
  }),
  timer: ({ loop }) => ({
    setTimer: (callback: () => void, milliseconds: number) => loop.setTimer(callback, milliseconds),
    clearTimer: (id: number) => loop.clearTimer(id),
    holdTimer: (id: number, held: boolean) => loop.holdTimer(id, held),
    tick: (callback: () => void) => loop.tick(callback),
  }),
  clock: ({ host, configuration, refuse }, packageName) => {
    const clock = configuration.packages?.[packageName]?.clock ?? configuration.clock;
    if (clock !== 'none') return { now: () => host.now(), monotonic: () => host.monotonic() };
    const refused = (): never => { throw refuse({ package: packageName, kind: 'clock', subject: 'clock', grant: '"clock": "real" in bailey.json' }); };
    return { now: refused, monotonic: refused };
  },
  random: ({ host, configuration, refuse }, packageName) => {
    const random = configuration.packages?.[packageName]?.random ?? configuration.random;
    if (random !== 'none') return { random: (byteCount: number) => host.random(byteCount) };
    return { random: (): never => { throw refuse({ package: packageName, kind: 'random', subject: 'random', grant: '"random": "real" in bailey.json' }); } };
  },
  module: ({ requireFrom }, packageName) => ({ require: (from: string) => requireFrom(packageName, from) }),
};

/** The members of the groups that the module's row lists. */
export function makePowers(parts: PowerParts, packageName: string, wanted: readonly string[]): object {
  const powers = create(null) as Record<string, unknown>;
  powers['package'] = packageName;
  for (const name of wanted) {
    const members = groups[name]?.(parts, packageName) ?? {};
    for (const key of ownKeys(members) as string[]) powers[key] = isObject(members[key]) ? freeze(members[key]) : members[key];
  }
  return freeze(powers);
}
