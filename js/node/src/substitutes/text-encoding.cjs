// The port expects these two as globals.
module.exports = require('internal/encoding');
