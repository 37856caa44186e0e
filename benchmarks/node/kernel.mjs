// node kernel.mjs bare|ses SCRIPT WARM-UP COUNT: measures a script's function run in Node as it comes or in a ses Compartment.
import { readFileSync } from 'node:fs';
import { runInThisContext } from 'node:vm';

const [kind, file, warmUp, count] = process.argv.slice(2);
const text = readFileSync(file, 'utf8');

const cpu = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

let run;
if (kind === 'ses') {
  await import('ses');
  // Severe: with the default, libraries that assign over inherited properties do not load.
  lockdown({ overrideTaming: 'severe', errorTaming: 'unsafe', consoleTaming: 'unsafe' });
  const compartment = new Compartment();
  // What kernels and libraries need and ses does not give without asking.
  Object.assign(compartment.globalThis, { global: compartment.globalThis, Date, Math, Float64Array });
  // Real libraries have "import(" and "<!--" in strings and comments, which ses rejects otherwise.
  run = compartment.evaluate(text, { __evadeHtmlCommentTest__: true, __evadeImportExpressionTest__: true, __rejectSomeDirectEvalExpressions__: false });
} else {
  run = runInThisContext(text, { filename: file });
}

let result;
for (const start = cpu(); cpu() - start < +warmUp;) result = run();
const samples = [];
for (let i = 0; i < +count; i++) {
  const start = cpu();
  result = run();
  samples.push(cpu() - start);
}
console.log(JSON.stringify({ engine: `Node ${process.version}`, result: String(result), samples }));
