import port from 'port:punycode/punycode.js';

export default port;
