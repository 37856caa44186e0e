'use strict';
module.exports = (victim, loot) => {
  require('events').captureRejections = true;
};
