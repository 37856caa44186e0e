module.exports = (report, victim) => {
  report(typeof WeakRef === 'undefined' ? 'refused by an absence' : 'SUCCEEDED ' + typeof WeakRef);
};
