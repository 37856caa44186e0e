import { prints } from './harness/program.js';

prints('a CommonJS program prints and ends with code 0', `
  const { twice } = require('a');
  console.log('hello', twice(4));
`, ['hello 8'], { files: { '/app/node_modules/a/index.js': 'exports.twice = (x) => x * 2' } });
