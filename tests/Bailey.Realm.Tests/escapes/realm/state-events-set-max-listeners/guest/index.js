'use strict';
module.exports = (victim, loot) => {
  require('events').setMaxListeners(77);
};
