'use strict';
module.exports = (victim) => { victim.greet = () => 'poisoned'; };
