// Each is finite, so that the machine of whoever runs it without walls survives: more memory or time than bailey.json allows, not more.
exports['memory-bomb'] = () => {
  const held = [];
  for (let i = 0; i < 32; i++) {
    held.push(new Uint8Array(16 * 1024 * 1024).fill(1));
  }
  return `${held.length * 16} MB held`;
};

exports['string-bomb'] = () => {
  const held = [];
  for (let i = 0; i < 512; i++) {
    held.push(Array.from({ length: 65536 }, (_, n) => n + i * 1e6));
  }
  return `${held.length} lists held`;
};

exports['time-bomb'] = () => {
  let n = 0;
  for (let i = 0; i < 6e9; i++) {
    n = (n + i) | 0;
  }
  return `${n} after a long time`;
};

exports['promise-bomb'] = async () => {
  for (let i = 0; i < 5e7; i++) {
    await 0;
  }
  return 'a turn that never ended';
};

exports['pattern-bomb'] = () => {
  const rounds = Array.from({ length: 40 }, () => /^(a+)+$/.test('a'.repeat(24) + 'b'));
  return `${rounds.length} texts after a long time`;
};

exports['output-bomb'] = () => {
  const line = 'x'.repeat(1023);
  for (let i = 0; i < 4096; i++) {
    console.log(line);
  }
  return '4 MB written';
};
