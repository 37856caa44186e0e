// The folder that this package's relative paths start from. `process.chdir` moves it for its own package only: a folder shared by all
// would let one package redirect the files of another.
const { configuration } = require('bailey:powers');

let current = configuration.cwd;
const chdir = (path) => {
  current = path;
};

export default { cwd: () => current, chdir };
