module.exports = (report, victim) => {
  const self = (function () { return this; })() ?? victim.call(function () { return this; });
  report(self === undefined || self === null || self === victim ? 'harmless' : 'SUCCEEDED ' + typeof self);
};
