import port from 'port:assert/build/assert.js';

export default port;
