// The Unicode tables are large; a host of plain ASCII letters needs none of them.
const plain = /^(?!.*(?:^|\.)xn--)[\x00-\x7f]*$/i;

module.exports = {
  toASCII: (domain, options) => (plain.test(domain) && !options.verifyDNSLength && !options.useSTD3ASCIIRules ? domain.toLowerCase() : require('internal/idna').toASCII(domain, options)),
  toUnicode: (domain, options) => require('internal/idna').toUnicode(domain, options),
};
