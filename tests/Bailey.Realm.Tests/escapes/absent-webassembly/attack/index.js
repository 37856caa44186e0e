module.exports = (report, victim) => {
  report(typeof WebAssembly === 'undefined' ? 'refused by an absence' : 'SUCCEEDED ' + typeof WebAssembly);
};
