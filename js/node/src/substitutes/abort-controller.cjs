module.exports = require('internal/abort');
