'use strict';
module.exports = (victim, loot) => {
  require('victim/d.json').safe = false;
};
