// The program around the package `kernel`: warms it up, takes samples, prints one line of JSON. Runs in any host with Node's modules.
const run = require('kernel');
const [warmUp, count] = process.argv.slice(-2).map(Number);

const cpu = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

let result;
for (const start = cpu(); cpu() - start < warmUp;) result = run();
const samples = [];
for (let i = 0; i < count; i++) {
  const start = cpu();
  result = run();
  samples.push(cpu() - start);
}
console.log(JSON.stringify({ engine: `Node ${process.version}`, result: String(result), samples }));
