import { checkFunction } from './common/errors.js';

// What other modules need of it and programs do not see.
const { AbortError: _, deprecateWith, ...core } = require('internal/util');
const { configuration, write } = require('bailey:powers');

/** Whether NODE_DEBUG of the granted environment names the section; `*` stands for anything. */
function debugged(section) {
  const wanted = configuration.env.NODE_DEBUG;
  if (!wanted) return false;
  return wanted.split(/[\s,]+/).some((each) => each !== ''
    && new RegExp(`^${each.replace(/[|\\{}()[\]^$+?.]/g, '\\$&').replaceAll('*', '.*')}$`, 'i').test(section));
}

function debuglog(section, ready) {
  let enabled;
  const check = () => (enabled ??= debugged(section));
  const log = (...args) => {
    if (check()) write(2, `${section.toUpperCase()} 1: ${core.format(...args)}\n`);
  };
  if (typeof ready === 'function') ready(log);
  return Object.defineProperty(log, 'enabled', { get: check, enumerable: true, configurable: true });
}

const util = Object.defineProperties({}, Object.getOwnPropertyDescriptors(core));
Object.assign(util, {
  debuglog, debug: debuglog,
  deprecate(fn, message, code) {
    checkFunction(fn, 'fn');
    return deprecateWith(() => require('process').emitWarning(message, 'DeprecationWarning', code), fn, message, code);
  },
  parseArgs: (config = {}) => core.parseArgs({ ...config, args: config.args ?? configuration.argv.slice(2) }),
  log: (...args) => write(1, `${new Date().toTimeString().slice(0, 8)} - ${core.format(...args)}\n`),
});

export default util;
