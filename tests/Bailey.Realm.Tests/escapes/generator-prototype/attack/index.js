'use strict';
module.exports = (report, victim) => {
  const G = Object.getPrototypeOf(Object.getPrototypeOf((function* () {})()));
  G.next = function () { return { done: true, value: 'poisoned' }; };
  report('SUCCEEDED ' + victim.run());
};
