'use strict';
module.exports = async (victim, loot) => {
  const space = loot.space = globalThis.naive ? require('victim') : await import('victim/m.mjs');
  space.settings.safe = false;
};
