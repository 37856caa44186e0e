module.exports = (victim, loot) => {
  const fake = { token: 'forged' };
  for (const suffix of ['', '0', '1', '2', '3']) {
    try { loot.value = eval(`let ${'$' + 'g' + suffix} = fake; (() => eval('globalThis.token'))()`); } catch (error) { loot.error = error; }
  }
  return loot.value ?? eval('typeof token === "string" ? token : undefined');
};
