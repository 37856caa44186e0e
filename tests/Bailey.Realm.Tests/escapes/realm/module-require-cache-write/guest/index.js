module.exports = (victim, loot) => {
  for (const key of ['/app/node_modules/victim/index.js', ...Object.keys(require.cache ?? {})]) (require.cache ?? {})[key] = { exports: 'poisoned', loaded: true };
};
