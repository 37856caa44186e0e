// The intrinsics that the port asks for, taken by name: after lockdown they are accessors, which its own copy would misread.
const call = (method) => (self, ...args) => Reflect.apply(method, self, args);
const applied = (method) => (self, args) => Reflect.apply(method, self, args);

module.exports = {
  ArrayIsArray: Array.isArray,
  ArrayPrototypeFind: call(Array.prototype.find),
  ArrayPrototypeForEach: call(Array.prototype.forEach),
  ArrayPrototypeIncludes: call(Array.prototype.includes),
  ArrayPrototypeJoin: call(Array.prototype.join),
  ArrayPrototypeMap: call(Array.prototype.map),
  ArrayPrototypePush: call(Array.prototype.push),
  ArrayPrototypePushApply: applied(Array.prototype.push),
  ArrayPrototypeShift: call(Array.prototype.shift),
  ArrayPrototypeSlice: call(Array.prototype.slice),
  ArrayPrototypeUnshiftApply: applied(Array.prototype.unshift),
  ObjectCreate: Object.create,
  ObjectEntries: Object.entries,
  ObjectFreeze: Object.freeze,
  ObjectPrototypeHasOwnProperty: call(Object.prototype.hasOwnProperty),
  String,
  StringPrototypeCharAt: call(String.prototype.charAt),
  StringPrototypeIncludes: call(String.prototype.includes),
  StringPrototypeIndexOf: call(String.prototype.indexOf),
  StringPrototypeSlice: call(String.prototype.slice),
  StringPrototypeStartsWith: call(String.prototype.startsWith),
  TypeError,
};
