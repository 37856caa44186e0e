// Node's own `url` uses `querystring`; the port asks for a larger parser.
const querystring = require('querystring');

module.exports = { parse: (text) => querystring.parse(text), stringify: (query) => querystring.stringify(query) };
