// Changing what every other package uses. `witness` tells what those packages see afterwards.
exports['prototype-pollution'] = (witness) => {
  Object.prototype.polluted = 'yes';
  return undoing(() => { delete Object.prototype.polluted; }, () => witness.isPolluted() ? 'every object has it' : undefined);
};

exports['prototype-pollution-by-proto'] = (witness) => {
  JSON.parse('{"x":1}').__proto__.polluted = 'yes';
  return undoing(() => { delete Object.prototype.polluted; }, () => witness.isPolluted() ? 'every object has it' : undefined);
};

exports['poison-array'] = (witness) => swap(Array.prototype, 'map', () => ['owned'], () => witness.mapsArrays());

exports['poison-json'] = (witness) => swap(JSON, 'parse', () => ({ owned: true }), () => witness.parsesJson());

exports['poison-package'] = (witness) => swap(require('mustache'), 'render', () => 'owned', () => witness.renders());

exports['poison-package-inside'] = (witness) => swap(require('mustache').Writer.prototype, 'render', () => 'owned', () => witness.renders());

exports['poison-util'] = (witness) => swap(require('util'), 'format', () => 'owned', () => witness.formats());

exports['poison-buffer'] = (witness) => swap(Buffer.prototype, 'toString', () => 'owned', () => witness.readsBytes());

exports['poison-events'] = (witness) => swap(require('events').prototype, 'emit', () => true, () => witness.emits());

exports['poison-exit'] = (witness) => swap(process, 'exit', () => {}, () => witness.exits());

function swap(target, name, value, isHonest) {
  const original = target[name];
  target[name] = value;
  return undoing(() => { target[name] = original; }, () => isHonest() ? undefined : `${name} is ours`);
}

function undoing(undo, look) {
  try {
    return look();
  } finally {
    undo();
  }
}
