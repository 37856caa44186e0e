'use strict';
module.exports = async (victim, loot) => {
  (await import('victim/d.json', { with: { type: 'json' } })).default.list.push(2);
};
