module.exports = (victim, loot) => {
  Reflect.setPrototypeOf(Object.prototype, new Proxy(Object.create(null), { get(target, name) { loot.value = name; } })) || Object.setPrototypeOf(Array.prototype, new Proxy(Object.prototype, { get(target, name, self) { loot.value = name; return Reflect.get(target, name, self); } }));
};
