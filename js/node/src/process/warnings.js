import { invalidArgType } from '../common/errors.js';

/** `process.emitWarning`: the line goes to standard error on the next tick, and listeners of 'warning' hear of it. */
export function makeWarnings(process, powers) {
  const seen = new Set();
  const print = (warning) => {
    const code = warning.code ? `[${warning.code}] ` : '';
    powers.write(2, `(node:${process.pid}) ${code}${warning.toString()}\n${typeof warning.detail === 'string' ? `${warning.detail}\n` : ''}`);
  };
  return {
    emitWarning(warning, type, code) {
      let detail;
      if (type !== null && typeof type === 'object' && !Array.isArray(type)) ({ code, detail, type } = type);
      else if (typeof type === 'function') type = undefined;
      if (typeof code === 'function') code = undefined;
      if (typeof warning === 'string') {
        warning = Object.assign(new Error(warning), { name: `${type || 'Warning'}` });
        if (code !== undefined) warning.code = code;
        if (detail !== undefined) warning.detail = detail;
      } else if (!(warning instanceof Error)) throw invalidArgType('warning', ['Error', 'string'], warning);
      if (warning.name === 'DeprecationWarning') {
        if (process.noDeprecation) return;
        if (warning.code && seen.has(warning.code)) return;
        seen.add(warning.code);
        if (process.throwDeprecation) powers.tick(() => { throw warning; });
      }
      powers.tick(() => {
        print(warning);
        process.emit('warning', warning);
      });
    },
  };
}
