// Small changes to the texts of ports, each with its reason. A change that does not apply exactly as often as stated fails the build, so
// that a new version of a port is looked at.

const patches = {
  // The release whose output is Node 22's.
  'node-inspect-extracted/dist/inspect.js': [
    // After lockdown `constructor` is an accessor that allows override by assignment; the port wants the function.
    { find: '=rt(t,"constructor")', times: 1, replace: '=__own(t,"constructor")' },
    { find: '=rt(r,"constructor")', times: 2, replace: '=__own(r,"constructor")' },
    // JavaScriptCore's stacks have another shape than the one that Node prints.
    { find: 'function Br(t){return t.stack?wt(t.stack):T(t)}', times: 1, replace: 'function Br(t){var s=__stack(t);return s?wt(s):T(t)}' },
    // Frozen by lockdown, and only saves time.
    { find: 'Error.stackTraceLimit=', times: 4, replace: '__limit.value=' },
  ],
  // Node's error codes for reads and writes out of bounds, checked before the port rounds the offset away.
  'buffer/index.js': [
    { find: 'function checkOffset (offset, ext, length) {\n', times: 1, replace: 'function checkOffset (offset, ext, length) {\n  return __bounds.checkOffset(offset, ext, length)\n' },
    { find: 'function checkInt (buf, value, offset, ext, max, min) {\n', times: 1, replace: 'function checkInt (buf, value, offset, ext, max, min) {\n  return __bounds.checkInt(buf, value, offset, ext, max, min)\n' },
    { find: 'function checkIEEE754 (buf, value, offset, ext, max, min) {\n', times: 1, replace: 'function checkIEEE754 (buf, value, offset, ext, max, min) {\n  return __bounds.checkFloat(buf, offset, ext)\n' },
    { find: '  offset = offset >>> 0\n  if (!noAssert) check', times: 24, replace: '  if (offset === undefined) offset = 0\n  if (!noAssert) check' },
  ],
  // `escape` is not in every compartment.
  'url/url.js': [
    { find: 'esc = escape(ae)', times: 1, replace: "esc = '%' + ae.charCodeAt(0).toString(16).toUpperCase()" },
    // Node has null where the port has an empty text.
    { find: "this.search = '';", times: 2, replace: 'this.search = null;' },
  ],
  // The same symbol as everywhere else, where the engine has none.
  'readable-stream/lib/ours/primordials.js': [
    { find: "Symbol('Symbol.dispose')", times: 1, replace: "Symbol.for('nodejs.dispose')" },
    { find: "Symbol('Symbol.asyncDispose')", times: 1, replace: "Symbol.for('nodejs.asyncDispose')" },
  ],
  // One default for all packages: none may change it for the others.
  'readable-stream/lib/internal/streams/state.js': [
    { find: "  validateInteger(value, 'value', 0)\n", times: 1, replace: "  validateInteger(value, 'value', 0)\n  throw Object.assign(new Error('stream.setDefaultHighWaterMark is refused: packages share the default. Give highWaterMark to the stream.'), { code: 'ERR_BAILEY_REFUSED' })\n" },
  ],
  'assert/build/internal/assert/assertion_error.js': [
    // Node's later wording.
    { find: '"\\n\\nshould equal\\n\\n"', times: 1, replace: '(operator === "deepEqual" ? "\\n\\nshould loosely deep-equal\\n\\n" : "\\n\\nshould equal\\n\\n")' },
    { find: 'Values identical but not reference-equal:', times: 1, replace: 'Values have same structure but are not reference-equal:' },
    // A switch that all packages share, and only saves time.
    { find: 'Error.stackTraceLimit = 0;', times: 1, replace: '' },
    { find: 'Error.stackTraceLimit = limit;', times: 1, replace: '' },
  ],
  // Asks the global for Node's own classes; here it would find this very module, half made.
  '@exodus/bytes/fallback/platform.native.js': [
    { find: 'const { Buffer } = globalThis', times: 1, replace: 'const Buffer = undefined' },
    { find: 'globalThis.TextEncoder', times: 1, replace: 'undefined' },
    { find: 'globalThis.TextDecoder', times: 1, replace: 'undefined' },
  ],
  // By the host.
  '@exodus/bytes/utf8.js': [
    { find: 'if (nativeEncoder || !js.encode) return deLoose(str, loose, nativeEncoder.encode(str))', times: 1, replace: "return deLoose(str, loose, __coding.encode('utf8', str))" },
    {
      find: 'if (nativeDecoder || !js.decodeFast) {', times: 1,
      replace: "const text = __coding.decode(loose ? 'utf8' : 'utf8-strict', arr)\n  if (text === undefined) throw new TypeError('Input is not well-formed utf8')\n  return text\n  {",
    },
  ],
  '@exodus/bytes/fallback/latin1.js': [
    { find: 'const useLatin1atob = web64 && atob', times: 1, replace: 'const useLatin1atob = false' }, // that is our own, by way of this very module
    { find: "  if (total === 0) return ''\n", times: 1, replace: "  if (total === 0) return ''\n  if (arr.BYTES_PER_ELEMENT === 1) return __coding.decode('latin1', arr.subarray(start, stop))\n" },
  ],
  // Removed by lockdown; no value can be one.
  'whatwg-url/lib/utils.js': [
    { find: 'Object.getOwnPropertyDescriptor(SharedArrayBuffer.prototype, "byteLength").get', times: 1, replace: '() => { throw new TypeError() }' },
  ],
  'webidl-conversions/lib/index.js': [
    { find: 'Object.getOwnPropertyDescriptor(SharedArrayBuffer.prototype, "byteLength").get', times: 1, replace: '() => { throw new TypeError() }' },
    { find: 'Object.getOwnPropertyDescriptor(SharedArrayBuffer.prototype, "growable").get', times: 1, replace: '() => { throw new TypeError() }' },
  ],
  // Node's code and properties on the error that most programs look at.
  'whatwg-url/lib/URL-impl.js': [
    { find: 'throw new TypeError(`Invalid base URL: ${base}`)', times: 1, replace: 'throw __invalid(url, base)' },
    { find: 'throw new TypeError(`Invalid URL: ${url}`)', times: 1, replace: 'throw __invalid(url, base)' },
    { find: 'throw new TypeError(`Invalid URL: ${v}`)', times: 1, replace: 'throw __invalid(v)' },
  ],
};

const prefix = {};
prefix['node-inspect-extracted/dist/inspect.js'] = (source) => `const{stackText:__stack}=require(${JSON.stringify(`${source}/common/stack.js`)});`
  + 'const __limit={value:0};function __own(o,k){const d=Reflect.getOwnPropertyDescriptor(o,k);'
  + 'return d!==undefined&&typeof d.get?.originalValue==="function"?{value:d.get.originalValue}:d}';
prefix['whatwg-url/lib/URL-impl.js'] = () => 'function __invalid(input,base){const e=new TypeError("Invalid URL");e.code="ERR_INVALID_URL";e.input=input;if(base!==undefined)e.base=base;return e}';
prefix['@exodus/bytes/utf8.js'] = prefix['@exodus/bytes/fallback/latin1.js'] = (source) => `import * as __coding from ${JSON.stringify(`${source}/common/coding.js`)};`;
prefix['buffer/index.js'] = (source) => `const __bounds=require(${JSON.stringify(`${source}/buffer/bounds.js`)});`;
// Encoders that the port takes from the global.
prefix['whatwg-url/lib/encoding.js'] = (source) => `const{TextEncoder,TextDecoder}=require(${JSON.stringify(`${source}/substitutes/text-encoding.cjs`)});`;
patches['whatwg-url/lib/encoding.js'] = [];

/** The text of the port at `path` with its changes, or undefined where it has none. */
export function patch(path, text, source) {
  const name = Object.keys(patches).find((each) => path.replaceAll('\\', '/').endsWith(`/node_modules/${each}`));
  if (!name) return undefined;
  for (const { find, times, replace } of patches[name]) {
    const count = text.split(find).length - 1;
    if (count !== times) throw new Error(`${name}: ${JSON.stringify(find)} occurs ${count} times, not ${times}`);
    text = text.replaceAll(find, () => replace);
  }
  return (prefix[name]?.(source) ?? '') + text;
}
