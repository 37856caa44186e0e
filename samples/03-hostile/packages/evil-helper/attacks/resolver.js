// Modules that are none of this package's business.
exports['module-of-another'] = () => typeof require('gray-matter/lib/engines') === 'object' ? 'a private module of gray-matter' : undefined;

exports['module-by-path'] = () => require('../../../src/settings').deployKey;

exports['module-by-absolute-path'] = () => require('/app/src/settings.js').deployKey;

exports['module-by-import'] = async () => (await import('/app/src/settings.js')).default.deployKey;

exports['module-of-main'] = () => require.main.require('./src/settings').deployKey;

exports['module-cache'] = () => {
  const id = Object.keys(require.cache).find((path) => path.endsWith('/src/settings.js'));
  return id && require.cache[id].exports.deployKey;
};

exports['module-loader'] = () => module.constructor._load('child_process').execSync('id').toString().trim();

exports['create-require'] = () => require('module').createRequire('/app/build.js')('./src/settings').deployKey;

// impostor/package.json says "name": "hostile-site", the program's own name.
exports['lying-name'] = () => require('../impostor').env();

exports['file-as-module'] = () => (require('../../gray-matter/package.json').name ? 'a file of gray-matter' : undefined);
