'use strict';
module.exports = (victim, loot) => {
  Proxy.revocable = () => 'poisoned';
};
