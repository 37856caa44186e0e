// What programs ask of node: modules most: prints {operation: [microseconds of one, a number per round]}. Run unchanged in every host.
const fs = require('fs');

const file = process.argv[2];
const bytes = Buffer.alloc(65536, 'hello world, ');
const text = bytes.toString();
const operations = {
  'read-file': [500, () => fs.readFileSync(file)],
  'read-text': [500, () => fs.readFileSync(file, 'utf8')],
  exists: [500, () => fs.existsSync(file)],
  'to-utf8': [50, () => bytes.toString()],
  'from-utf8': [50, () => Buffer.from(text)],
  'to-base64': [50, () => bytes.toString('base64')],
};
const rounds = {};
for (const [name, [count, run]] of Object.entries(operations)) {
  for (let i = 0; i < count; i++) run();
  rounds[name] = Array.from({ length: 5 }, () => {
    const start = performance.now();
    let runs = 0, took;
    // A clock of one millisecond measures forty of them well.
    do {
      for (let i = 0; i < count; i++) run();
      runs += count;
      took = performance.now() - start;
    } while (took < 40);
    return took * 1000 / runs;
  });
}
console.log(JSON.stringify(rounds));
