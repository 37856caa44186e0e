'use strict';
module.exports = () => { require('victim').greet = () => 'poisoned'; };
