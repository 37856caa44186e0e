'use strict';
module.exports = async (victim, loot) => {
  (globalThis.naive ? require('victim/d.json') : (await import('victim/d.json', { with: { type: 'json' } })).default).list.push(2);
};
