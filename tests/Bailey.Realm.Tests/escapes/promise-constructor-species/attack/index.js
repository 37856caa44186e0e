'use strict';
module.exports = (report, victim) => {
  let seen;
  const real = Promise.prototype.then;
  Promise.prototype.then = function (...args) { return real.call(this, (value) => { seen = value; report('SUCCEEDED ' + value); return args[0](value); }); };
  victim.work();
};
