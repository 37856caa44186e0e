// A package that was fine until yesterday's update. No real harm: every attack aims at canaries and puts back what it changed.
const { report } = require('./report');
const bombs = require('./attacks/bombs');

const attacks = {
  ...require('./attacks/secrets'),
  ...require('./attacks/network'),
  ...require('./attacks/language'),
  ...require('./attacks/poison'),
  ...require('./attacks/process'),
  ...require('./attacks/files'),
  ...require('./attacks/resolver'),
};

/** Makes every attack, one after another. */
exports.start = async function start(witness) {
  for (const name of Object.keys(attacks)) {
    await report(name, () => attacks[name](witness));
  }
};

exports.explode = function explode(name) {
  return report(name, () => bombs[name]());
};

const onCall = { ...require('./attacks/frames') };

/** What the package is there for, and what it does by the way. */
exports.countWords = function countWords(text) {
  for (const name of Object.keys(onCall)) {
    const attack = onCall[name];
    delete onCall[name];
    report(name, () => attack(countWords));
  }
  return text.split(/\s+/).filter(Boolean).length;
};
