module.exports = (report, victim) => {
  report('SUCCEEDED ' + typeof require(['vic', 'tim'].join('')).work);
};
// Makes the specifier known to the compiler: this run has no late resolution.
module.exports.unused = () => [require('victim'), import('victim')];
