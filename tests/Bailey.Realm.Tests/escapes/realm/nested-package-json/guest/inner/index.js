module.exports = typeof require('fs').readFileSync;
