const fs = require('fs');
const os = require('os');

// The package has a folder of its own, /site/counts. These try for more.
exports['write-outside'] = () => {
  fs.writeFileSync('/site/../tmp/escaped', 'owned');
  return 'a file outside of the output';
};

exports['write-beside'] = () => {
  fs.writeFileSync('/site/index.html', 'owned');
  fs.unlinkSync('/site/index.html');
  return 'a page of the site';
};

exports['write-program'] = () => {
  fs.appendFileSync(require.resolve('mustache'), '\n// owned\n');
  return 'code of another package';
};

exports['dot-dot'] = () => key('/site/counts/../..' + os.homedir() + '/.ssh/id_ed25519');

exports['dot-dot-encoded'] = () => key(new URL('file:///site/counts/%2e%2e/%2e%2e' + os.homedir() + '/.ssh/id_ed25519'));

exports['symlink-file'] = () => through('/site/counts/key', os.homedir() + '/.ssh/id_ed25519', key);

exports['symlink-folder'] = () => through('/site/counts/home', os.homedir(), (link) => key(link + '/.ssh/id_ed25519'));

exports['symlink-relative'] = () => through('/site/counts/up', '../..', (link) => key(link + os.homedir() + '/.ssh/id_ed25519'));

// A link that the host left in the folder (the test puts one there).
exports['symlink-of-host'] = () => key('/site/counts/notes');

exports['file-of-another'] = () => (fs.readFileSync('/content/tides.md', 'utf8').includes('Moon') ? 'a file that only the program was given' : undefined);

function through(link, target, use) {
  fs.symlinkSync(target, link);
  try {
    return use(link);
  } finally {
    fs.unlinkSync(link);
  }
}

function key(path) {
  const match = /canary-ssh-\w+/.exec(fs.readFileSync(path, 'utf8'));
  return match ? match[0] : undefined;
}
