module.exports = (report, victim) => {
  report(typeof Atomics === 'undefined' ? 'refused by an absence' : 'SUCCEEDED ' + typeof Atomics);
};
