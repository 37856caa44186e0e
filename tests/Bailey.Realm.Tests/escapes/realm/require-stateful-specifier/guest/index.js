module.exports = (victim, loot) => {
  let turn = 0;
  const got = require({ toString() { turn += 1; return turn === 1 ? './own.js' : 'victim'; } });
  return typeof got.work;
};
