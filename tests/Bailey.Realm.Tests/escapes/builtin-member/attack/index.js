module.exports = (report, victim) => {
  const events = require('util');
  report(typeof events.inspect === 'function' ? 'SUCCEEDED' : 'refused by an absence');
};
