// Names that ports read as globals where Node has them and this engine does not.
export const process = { env: {}, platform: 'linux', version: 'v22.12.0', stderr: { isTTY: false, columns: 80 }, stdout: { isTTY: false } };
export const global = globalThis;
export const console = { warn() {}, error() {}, trace() {} }; // a port has nowhere to print to
export const queueMicrotask = (callback) => void Promise.resolve().then(() => callback());
export class TextEncoder {
  constructor() {
    return new (require('internal/encoding').TextEncoder)();
  }
}
export class TextDecoder {
  constructor(...args) {
    return new (require('internal/encoding').TextDecoder)(...args);
  }
}
