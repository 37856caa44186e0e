'use strict';
module.exports = (victim, loot) => {
  require('zlib').constants.Z_BEST_SPEED = 77;
};
