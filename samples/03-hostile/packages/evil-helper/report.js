// An attack returns what it got (SUCCEEDED), returns nothing (contained: it ran and had no effect), or throws (refused).
exports.report = function report(name, attack) {
  const say = (outcome) => console.log(`attack ${name}: ${outcome}`);
  const judge = (loot) => say(loot === undefined ? 'contained' : `SUCCEEDED (${loot})`);
  const refused = (error) => say(`refused (${String(error && error.message).split('\n')[0]})`);
  try {
    const result = attack();
    return result instanceof Promise ? result.then(judge, refused) : judge(result);
  } catch (error) {
    refused(error);
  }
};
