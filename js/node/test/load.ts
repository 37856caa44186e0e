// Loads the modules as the realm does: each a CommonJS text whose only names are ECMAScript's, with `require` for the rows its text imports.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const folder = [process.cwd(), join(process.cwd(), 'js'), join(process.cwd(), '..')].find((each) => existsSync(join(each, 'node/modules.mjs')))!;
const { modules } = await import(pathToFileURL(join(folder, 'node/modules.mjs')).href);
const { bundleModules } = await import(pathToFileURL(join(folder, 'node/bundle.mjs')).href);
const texts: Map<string, { text: string; imports: string[] }> = await bundleModules(modules);

/** Names of this process that the engine does not have: a text that reads one of them must fail here too. */
const foreign = Object.getOwnPropertyNames(globalThis).filter((name) => !/^(Array|ArrayBuffer|Atomics|BigInt|BigInt64Array|BigUint64Array|Boolean|DataView|Date|Error|EvalError|AggregateError|Float32Array|Float64Array|Function|Infinity|Int16Array|Int32Array|Int8Array|JSON|Map|Math|NaN|Number|Object|Promise|Proxy|RangeError|ReferenceError|Reflect|RegExp|Set|SharedArrayBuffer|String|Symbol|SyntaxError|TypeError|URIError|Uint16Array|Uint32Array|Uint8Array|Uint8ClampedArray|WeakMap|WeakRef|WeakSet|FinalizationRegistry|decodeURI|decodeURIComponent|encodeURI|encodeURIComponent|escape|unescape|isFinite|isNaN|parseFloat|parseInt|undefined|eval)$/.test(name));
const bare: Record<string, unknown> = {};
bare.globalThis = bare;
for (const name of Object.getOwnPropertyNames(globalThis)) if (!foreign.includes(name)) bare[name] = (globalThis as any)[name];

const coding = {
  decode(encoding: string, bytes: ArrayBuffer) {
    try {
      return encoding.startsWith('utf8') ? new TextDecoder('utf-8', { ignoreBOM: true, fatal: encoding !== 'utf8' }).decode(bytes) : Buffer.from(bytes).toString(encoding as BufferEncoding);
    } catch {
      return undefined;
    }
  },
  encode: (encoding: string, text: string) => new Uint8Array(Buffer.from(text, encoding as BufferEncoding)).buffer,
};

export interface Loaded {
  require(name: string): any;
  /** The names of the modules that were evaluated so far, in order. */
  readonly evaluated: string[];
}

/** One importing package with its powers; `powers` may be left out for modules that use none. */
export function load(powers: Record<string, unknown> = {}): Loaded {
  const cache = new Map<string, { exports: any }>();
  const evaluated: string[] = [];
  const require = (name: string): any => {
    name = name.replace(/^node:/, '');
    const known = cache.get(name);
    if (known) return known.exports;
    const found = texts.get(name);
    if (!found) throw new Error(`no module ${name}`);
    evaluated.push(name);
    const module = { exports: {} };
    cache.set(name, module);
    const inner = (specifier: string) => {
      if (specifier === 'bailey:coding') return coding;
      if (specifier === 'bailey:powers') {
        if (modules[name].shared) throw new Error(`${name} is shared and asked for powers`);
        return powers;
      }
      if (modules[name].shared && !modules[specifier]?.shared) throw new Error(`${name} is shared and asked for ${specifier}, which is not`);
      return require(specifier);
    };
    const names = foreign.filter((each) => /^[A-Za-z_$][\w$]*$/.test(each) && each !== 'globalThis');
    new Function('exports', 'require', 'module', 'globalThis', ...names, `"use strict";${found.text}`)(module.exports, inner, module, bare);
    return module.exports;
  };
  return { require, evaluated };
}

export { modules, texts };
