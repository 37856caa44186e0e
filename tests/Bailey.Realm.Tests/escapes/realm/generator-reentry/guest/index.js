module.exports = (victim, loot) => {
  const made = victim.generator();
  made.next();
  const twin = Object.create(Object.getPrototypeOf(made));
  return twin.next === made.next ? made.return.constructor('return globalThis.token')() : undefined;
};
