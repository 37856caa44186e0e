'use strict';
module.exports = (victim, loot) => {
  require('stream').setDefaultHighWaterMark(false, 77);
};
