// The console writes through its package's power and formats inside the guest's realm; nothing of the host runs on what a guest prints.
import { renderTable } from './table.js';

const seconds = (milliseconds) => {
  if (milliseconds >= 3_600_000) return `${clock(milliseconds, 3_600_000)} (h:mm:ss.mmm)`;
  if (milliseconds >= 60_000) return `${clock(milliseconds, 60_000)} (m:ss.mmm)`;
  if (milliseconds >= 1000) return `${(milliseconds / 1000).toFixed(3)}s`;
  return `${Number(milliseconds.toFixed(3))}ms`;
};

function clock(milliseconds, largest) {
  const two = (n) => String(n).padStart(2, '0');
  const rest = `${two(Math.floor((milliseconds % 60_000) / 1000))}.${String(Math.floor(milliseconds % 1000)).padStart(3, '0')}`;
  const minutes = Math.floor(milliseconds / 60_000);
  return largest === 60_000 ? `${minutes}:${rest}` : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${rest}`;
}

/** `write(stream, text)` prints whole lines to 1 or 2; `monotonic()` is the clock of `console.time`, in milliseconds. */
export function makeConsole({ write, monotonic, groupIndentation = 2, inspectOptions = {} }) {
  let indent = '';
  const counts = new Map(), timers = new Map();

  const format = (args) => {
    // The common case, plain text, needs no formatter.
    if (args.length === 1 && typeof args[0] === 'string') return args[0];
    if (args.every((each) => typeof each === 'string') && !args[0]?.includes('%')) return args.join(' ');
    return require('internal/inspect').formatWithOptions(inspectOptions, ...args);
  };
  const print = (stream, text) => {
    if (indent !== '') text = indent + (text.includes('\n') ? text.replaceAll('\n', `\n${indent}`) : text);
    write(stream, `${text}\n`);
  };
  const warn = (text) => print(2, `(node:1) Warning: ${text}`);

  const log = (...args) => print(1, format(args));
  const error = (...args) => print(2, format(args));
  const group = (...args) => {
    if (args.length > 0) log(...args);
    indent += ' '.repeat(groupIndentation);
  };
  const elapsed = (name, label, rest) => {
    const began = timers.get(label);
    if (began === undefined) {
      warn(`No such label '${label}' for console.${name}()`);
      return false;
    }
    log(`${label}: ${seconds(monotonic() - began)}`, ...rest);
    return true;
  };

  // Named one by one: what programs list and compare are these names.
  const methods = {
    log, debug: log, info: log, dirxml: log, warn: error, error, group, groupCollapsed: group,
    dir(object, options) {
      print(1, require('internal/inspect').inspect(object, { customInspect: false, ...inspectOptions, ...options }));
    },
    time(label = 'default') {
      label = `${label}`;
      if (timers.has(label)) warn(`Label '${label}' already exists for console.time()`);
      else timers.set(label, monotonic());
    },
    timeEnd(label = 'default') {
      if (elapsed('timeEnd', `${label}`, [])) timers.delete(`${label}`);
    },
    timeLog(label = 'default', ...data) {
      elapsed('timeLog', `${label}`, data);
    },
    trace(...args) {
      const stack = new Error().stack ?? '';
      const { stackText } = require('internal/inspect');
      const frames = (stackText({ stack, name: 'Trace', message: '' }) ?? '').split('\n').slice(1).filter((line) => line.startsWith('    at ')).slice(1);
      error(['Trace' + (args.length > 0 ? `: ${format(args)}` : ''), ...frames].join('\n'));
    },
    assert(value, ...args) {
      if (value) return;
      args[0] = `Assertion failed${args.length === 0 ? '' : `: ${args[0]}`}`;
      error(...args);
    },
    clear() {},
    count(label = 'default') {
      label = `${label}`;
      counts.set(label, (counts.get(label) ?? 0) + 1);
      log(`${label}: ${counts.get(label)}`);
    },
    countReset(label = 'default') {
      if (!counts.delete(`${label}`)) warn(`Count for '${label}' does not exist`);
    },
    groupEnd() {
      indent = indent.slice(0, Math.max(0, indent.length - groupIndentation));
    },
    table(data, columns) {
      if (data === null || typeof data !== 'object') log(data);
      else print(1, renderTable(data, columns));
    },
    profile() {}, profileEnd() {}, timeStamp() {},
  };
  return methods;
}
