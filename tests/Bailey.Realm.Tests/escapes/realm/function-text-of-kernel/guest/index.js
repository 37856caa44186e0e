module.exports = (victim, loot) => {
  const texts = [require('path').join, require('events').prototype.on, Function, eval, Date, Math.random, Error, console.log, require, Function.prototype.toString, Error.captureStackTrace].filter(Boolean).map((f) => Function.prototype.toString.call(f));
  return texts.filter((text) => !/\{\s*\[native code\]\s*\}$/.test(text) && /\$[grs]\d*[.,)]|bailey|host\.|kernel|load\(resolve/.test(text)).join('\n');
};
