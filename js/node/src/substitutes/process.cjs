// All that the stream port asks of a process.
module.exports = {
  nextTick: (callback, ...args) => void Promise.resolve().then(() => callback(...args)),
  env: {}, platform: 'linux', version: 'v22.12.0', versions: { node: '22.12.0' }, emitWarning() {},
};
