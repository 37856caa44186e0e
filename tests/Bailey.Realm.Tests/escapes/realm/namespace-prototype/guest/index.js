'use strict';
module.exports = async (victim, loot) => {
  const space = loot.space = await import('victim/m.mjs');
  Object.setPrototypeOf(space, { extra: 'poisoned' });
};
