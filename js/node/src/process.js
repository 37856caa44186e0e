import { checkFunction, coded, invalidArgType } from './common/errors.js';
import { makeEvents } from './process/events.js';
import { makeClock } from './process/clock.js';
import { makeWarnings } from './process/warnings.js';
import { standardInput, standardOutput } from './process/standard-streams.js';
import * as facts from './process/facts.js';

const powers = require('bailey:powers');

// Every state is behind accessors and closures: the object itself may be copied or frozen by the realm without losing it.
const env = { ...powers.configuration.env };
const argv = [...powers.configuration.argv];
const execArgv = [];
const streams = new Map();
const stream = (name, make) => {
  if (!streams.has(name)) streams.set(name, make());
  return streams.get(name);
};
let exitCode, title = 'node', exiting = false;

const checkCode = (code) => {
  if (code === undefined || code === null) return undefined;
  if (typeof code === 'string' && code !== '' && Number.isInteger(+code)) code = +code;
  if (typeof code !== 'number') throw invalidArgType('code', 'integer', code);
  if (!Number.isInteger(code)) throw coded(RangeError, 'ERR_OUT_OF_RANGE', `The value of "code" is out of range. It must be an integer. Received ${code}`);
  return code;
};
const refused = (subject) => () => {
  throw powers.refuse({ kind: 'process', subject: `process.${subject}`, grant: '(no clause: a guest has one process and reaches no other)' });
};
const uniform = (value) => () => value;

class process {}
const self = Object.create(process.prototype);
const { methods: events, capture } = makeEvents(self, powers);
const warnings = makeWarnings(self, powers);
const define = (target, properties) => Object.defineProperties(target, Object.getOwnPropertyDescriptors(properties));

define(self, {
  ...facts.constants,
  get env() {
    return env;
  },
  get argv() {
    return argv;
  },
  get execArgv() {
    return execArgv;
  },
  get title() {
    return title;
  },
  set title(value) {
    title = `${value}`;
  },
  get exitCode() {
    return exitCode;
  },
  set exitCode(value) {
    exitCode = checkCode(value);
    powers.setExitCode(exitCode);
  },
  get stdin() {
    return stream('stdin', () => standardInput(powers));
  },
  get stdout() {
    return stream('stdout', () => standardOutput(powers, 1));
  },
  get stderr() {
    return stream('stderr', () => standardOutput(powers, 2));
  },
  ...makeClock(powers),
  nextTick(callback, ...args) {
    checkFunction(callback, 'callback');
    if (!exiting) powers.tick(() => callback(...args));
  },
  exit(code) {
    if (code !== undefined) self.exitCode = code;
    exiting = true;
    powers.exit(exitCode ?? 0);
  },
  reallyExit(code) {
    powers.exit(checkCode(code) ?? exitCode ?? 0);
  },
  abort() {
    powers.exit(134);
  },
  cwd: () => require('internal/cwd').cwd(),
  chdir(folder) {
    if (typeof folder !== 'string') throw invalidArgType('directory', 'string', folder);
    const path = require('path').resolve(folder);
    if (!require('fs').statSync(path).isDirectory()) {
      throw Object.assign(new Error(`ENOTDIR: not a directory, chdir '${folder}'`), { code: 'ENOTDIR', errno: -20, syscall: 'chdir', path: self.cwd(), dest: folder });
    }
    require('internal/cwd').chdir(path);
  },
  emitWarning: warnings.emitWarning,
  umask: (mask) => (mask === undefined ? 0o22 : 0o22),
  memoryUsage: Object.assign(() => ({ ...facts.memory }), { rss: uniform(facts.memory.rss) }),
  constrainedMemory: uniform(0), availableMemory: uniform(facts.memory.rss * 4),
  cpuUsage: () => ({ user: 0, system: 0 }),
  resourceUsage: () => ({ ...facts.resourceUsage }),
  getActiveResourcesInfo: () => [],
  getuid: uniform(1000), geteuid: uniform(1000), getgid: uniform(1000), getegid: uniform(1000), getgroups: () => [1000],
  kill(pid, signal) {
    if (pid === facts.constants.pid && (signal === 0 || signal === '0')) return true;
    return refused('kill')();
  },
  dlopen: refused('dlopen'), binding: refused('binding'), _linkedBinding: refused('_linkedBinding'),
  setuid: refused('setuid'), seteuid: refused('seteuid'), setgid: refused('setgid'), setegid: refused('setegid'),
  setgroups: refused('setgroups'), initgroups: refused('initgroups'),
  hasUncaughtExceptionCaptureCallback: () => capture() !== null,
  setUncaughtExceptionCaptureCallback: (callback) => capture(callback),
  setSourceMapsEnabled() {}, ref() {}, unref() {},
  [Symbol.toStringTag]: 'process',
});
define(self, events);
Object.setPrototypeOf(process.prototype, require('events').prototype);

export default self;
