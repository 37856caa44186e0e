'use strict';
module.exports = (victim, loot) => {
  Buffer.poolSize = 77;
};
