import test from 'node:test';
import assert from 'node:assert';
import { createRequire } from 'node:module';
import { load, modules } from './load.ts';
import { fakePowers } from './fake-powers.ts';

const nodeRequire = createRequire(import.meta.url);
const { require } = load(fakePowers());

/** Deprecated or experimental in Node 22, or of no use without what is refused; each is absent here. */
const absent: Record<string, RegExp> = {
  assert: /^CallTracker$/, 'assert/strict': /^CallTracker$/, // deprecated
  sys: /^_/,
  crypto: /^(Cipher|Decipher|createCipher|createDecipher|fips|setEngine|DEFAULT_ENCODING)$/, // removed in Node 22
  fs: /^(_toUnixTimestamp|openAsBlob|glob|globSync|F_OK|R_OK|W_OK|X_OK)$/,
  module: /^(_|globalPaths|stripTypeScriptTypes)/, // the loader's inside
  process: /^(_|domain|moduleLoadList|openStdin|assert|features|report|setUncaught|hasUncaught|finalization|getBuiltinModule|loadEnvFile|sourceMapsEnabled|permission|config|binding)/,
  stream: /^(_|setDefaultHighWaterMark|getDefaultHighWaterMark|isDisturbed|isErrored|isReadable|isDestroyed|isWritable|duplexPair)/,
  util: /^_/, zlib: /^(Brotli|createBrotli|brotli)/, perf_hooks: /^(PerformanceNodeTiming|PerformanceResourceTiming|PerformanceObserverEntryList)$/,
  timers: /^_/, constants: /^(EXTENSIONLESS|RSA|ENGINE|DH_|SSL|TLS|defaultC|POINT|OPENSSL|default)/,
  events: /^init$/, console: /^(_|context|createTask)/,
};

test('exported functions have Node\'s names, and nothing is missing that is not known to be', () => {
  const missing: string[] = [], renamed: string[] = [];
  for (const name of Object.keys(modules)) {
    if (name.startsWith('internal/') || modules[name].powers?.[0] === 'audit' && modules[name].powers.length === 1) continue;
    let theirs: any;
    try { theirs = nodeRequire(`node:${name}`); } catch { continue; }
    const ours = require(name);
    for (const key of Object.keys(theirs)) {
      if (absent[name]?.test(key)) continue;
      if (!(key in ours)) missing.push(`${name}.${key}`);
      else if (typeof theirs[key] === 'function' && /^[A-Z]/.test(key) && ours[key]?.name !== theirs[key].name) renamed.push(`${name}.${key}: ${ours[key]?.name}`);
    }
    if (typeof theirs === 'function' && ours.name !== theirs.name) renamed.push(`${name}: ${ours.name}`);
  }
  assert.deepEqual({ missing, renamed }, { missing: [], renamed: [] });
});
