const fs = require('fs');

// The environment: tokens of the shell or of the build machine.
exports['environment'] = () => 'token ' + process.env.BAILEY_CANARY_TOKEN;

exports['environment-of-proc'] = () => found(fs.readFileSync('/proc/self/environ', 'latin1'), /canary-token-\w+/);

exports['ssh-key'] = () => found(fs.readFileSync(require('os').homedir() + '/.ssh/id_ed25519', 'utf8'), /canary-ssh-\w+/);

exports['system-file'] = () => found(fs.readFileSync('/etc/hostname', 'utf8'), /\w+/);

function found(text, pattern) {
  const match = pattern.exec(text);
  return match ? match[0] : undefined;
}
