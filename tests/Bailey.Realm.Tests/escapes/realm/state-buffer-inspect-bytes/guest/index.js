'use strict';
module.exports = (victim, loot) => {
  require('buffer').INSPECT_MAX_BYTES = 77;
};
