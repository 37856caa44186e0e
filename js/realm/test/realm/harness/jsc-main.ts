/** Entry of the jsc shell: reads the program, prints the outcome as one line of JSON. */
import { drive, type Engine, type Program } from './driver.js';

interface Shell {
  readFile(path: string): string;
  print(text: string): void;
  createGlobalObject(): { loadString(text: string): void; rewrite(json: string): string };
  drainMicrotasks(): void;
  setUnhandledRejectionCallback(callback: (promise: unknown, reason: unknown) => void): void;
  preciseTime(): number;
  arguments: string[];
}

// Taken before lockdown.
const { readFile, print, createGlobalObject, drainMicrotasks, setUnhandledRejectionCallback, preciseTime } = globalThis as unknown as Shell;
const [programPath, realmPath, rewriterPath] = (globalThis as unknown as { realmArguments: string[] }).realmArguments;
const evaluate = (0, eval) as (text: string) => unknown;
const trusted = createGlobalObject();
trusted.loadString(readFile(rewriterPath!));
const program = JSON.parse(readFile(programPath!)) as Program;
const engine: Engine = {
  boot: (host, options) => (evaluate(readFile(realmPath!)) as (host: unknown, options: unknown) => never)(host, options),
  evaluate: (text, url) => evaluate(`${text}\n//# sourceURL=${url}`),
  rewrite: (json) => trusted.rewrite(json),
  drain: drainMicrotasks,
  now: () => preciseTime() * 1000,
  onRejected: (callback) => setUnhandledRejectionCallback(callback),
};
print(`OUTCOME${JSON.stringify(drive(program, engine))}`);
