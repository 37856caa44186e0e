module.exports = (report, victim) => {
  let up = null;
  (function walk() { up = arguments.callee; })();
  report(up === null ? 'harmless' : 'SUCCEEDED ' + typeof up);
};
