module.exports = (report, victim) => {
  function inner() { return inner.caller; }
  function outer() { return inner(); }
  const caller = outer();
  report(caller ? 'SUCCEEDED ' + caller.name : 'refused by an absence');
};
