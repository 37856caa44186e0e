'use strict';
module.exports = (victim) => { victim.options.safe = false; };
