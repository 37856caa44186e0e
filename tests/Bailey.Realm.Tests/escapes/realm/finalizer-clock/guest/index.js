module.exports = (victim, loot) => {
  return [typeof WeakRef, typeof FinalizationRegistry, typeof (0, eval)('typeof WeakRef === "function" && new WeakRef({})')].join();
};
