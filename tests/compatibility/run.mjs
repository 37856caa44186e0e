// Runs the packages of packages.json under plain Node and under Bailey and compares what they print.
//
//   node tests/compatibility/run.mjs [--json] [--keep] [--record] [--docs] [name…]
//
// --json    the results as JSON, in place of the table
// --keep    keeps the temporary folder and says where it is
// --record  writes what plain Node prints into packages.json as the expected output (to be read before it is committed)
// --docs    writes docs/compatibility.md; the explanations of failures come from causes.json
// --from=F  runs nothing and takes the results of an earlier --json
//
// A package passes when Node and Bailey both exit with 0 and both print exactly the expected output. Exit code 1 below 90 %.

import { spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { namesReport } from './names.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const cli = process.env.BAILEY_CLI ?? join(here, '../../artifacts/publish/cli/Bailey.Cli');
const listFile = join(here, 'packages.json');
const flags = new Set(process.argv.slice(2).filter((a) => a.startsWith('--')));
const names = process.argv.slice(2).filter((a) => !a.startsWith('--'));
for (const flag of flags)
  if (!['--json', '--keep', '--record', '--docs'].includes(flag) && !flag.startsWith('--from=')) fail(`unknown option ${flag}`);
const list = JSON.parse(readFileSync(listFile, 'utf8'));
for (const name of names) if (!list.some((p) => p.name === name)) fail(`no package ${name} in packages.json`);
const chosen = list.filter((p) => names.length === 0 || names.includes(p.name));
const root = mkdtempSync(join(tmpdir(), 'bailey-compatibility-'));

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}

function run(command, args, { cwd, env = bare(), seconds = 90 } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let stdout = '';
    let stderr = '';
    let late = false;
    const timer = setTimeout(() => { late = true; child.kill('SIGKILL'); }, seconds * 1000);
    child.stdout.setEncoding('utf8').on('data', (text) => { stdout += text; });
    child.stderr.setEncoding('utf8').on('data', (text) => { stderr += text; });
    child.on('error', (error) => { clearTimeout(timer); resolve({ code: -1, stdout, stderr: String(error) }); });
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      resolve({ code: code ?? signal, stdout, stderr: late ? `${stderr}\nstopped after ${seconds} s` : stderr });
    });
  });
}

// Nothing of the caller's terminal, colours or time zone reaches either side.
function bare() {
  const env = { PATH: process.env.PATH, TZ: 'UTC' };
  for (const name of ['HOME', 'DOTNET_ROOT', 'XDG_RUNTIME_DIR', 'TMPDIR']) if (process.env[name]) env[name] = process.env[name];
  return env;
}

async function one(entry, index) {
  const folder = join(root, String(index).padStart(3, '0'));
  mkdirSync(folder);
  const result = { name: entry.name, version: entry.version, uses: entry.uses, result: 'pass', refusals: [] };
  const dependencies = { [entry.name]: entry.version, ...entry.with };
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'app', version: '1.0.0', private: true, type: entry.module ? 'module' : 'commonjs', dependencies }, null, 2));
  const install = await run('npm', ['install', '--ignore-scripts', '--save-exact', '--no-audit', '--no-fund', '--silent', '--prefer-offline'], { cwd: folder, env: process.env, seconds: 300 });
  if (install.code !== 0) return { ...result, result: 'not installed', detail: install.stderr.trim() };
  writeFileSync(join(folder, 'index.js'), `${entry.program.join('\n')}\n`);

  const scratch = join(folder, 'scratch');
  if (entry.scratch) mkdirSync(scratch);
  // Programs with timers may print in another order on a machine that is too busy: Node as well as Bailey is asked again, and that is counted.
  const tries = entry.uses.includes('timers') ? 3 : 1;
  const expected = () => entry.expected.join('\n');
  let node;
  for (let i = 0; i < tries && (i === 0 || node.stdout !== expected()); i++) {
    node = await run(process.execPath, ['index.js'], { cwd: folder });
    rmSync(scratch, { recursive: true, force: true });
    if (flags.has('--record')) entry.expected = node.stdout.split('\n');
  }
  if (node.code !== 0 || node.stdout !== expected())
    return { ...result, result: 'node differs', detail: `${node.stderr}${node.stdout}`.slice(-2000) };
  if (flags.has('--record')) return result;

  const init = await run(cli, ['policy', 'init', folder, '--force']);
  if (init.code !== 0 || !existsSync(join(folder, 'bailey.json')))
    return { ...result, result: 'policy init fails', detail: init.stderr.trim().slice(-2000) };
  if (entry.scratch) {
    const policy = join(folder, 'bailey.json');
    const clauses = JSON.parse(readFileSync(policy, 'utf8'));
    clauses.files = [{ path: '/app/scratch', access: 'scratch' }];
    writeFileSync(policy, JSON.stringify(clauses, null, 2));
  }
  const started = Date.now();
  let bailey = await run(cli, ['run', folder]);
  for (result.again = 0; result.again < tries - 1 && bailey.code === 0 && bailey.stdout !== expected(); result.again++) bailey = await run(cli, ['run', folder]);
  result.milliseconds = Date.now() - started;
  const lines = bailey.stderr.trim().split('\n').filter(Boolean);
  result.refusals = lines.filter((line) => /Refused /.test(line)).map((line) => line.replace(/^bailey: /, ''));
  if (bailey.code === 0 && bailey.stdout === expected()) return result;
  return {
    ...result,
    result: bailey.code === 0 ? 'other output' : `exit ${bailey.code}`,
    detail: lines.join('\n').slice(0, 3000),
    difference: difference(expected(), bailey.stdout),
  };
}

function difference(expected, actual) {
  const left = expected.split('\n');
  const right = actual.split('\n');
  const at = left.findIndex((line, i) => line !== right[i]);
  if (at < 0) return left.length < right.length ? `more output: ${right[left.length]}` : '';
  return `line ${at + 1}: expected ${JSON.stringify(left[at])}, was ${JSON.stringify(right[at])}`;
}

const from = [...flags].find((flag) => flag.startsWith('--from='))?.slice('--from='.length);
const results = from ? JSON.parse(readFileSync(from, 'utf8')).results : [];
let next = from ? chosen.length : 0;
await Promise.all([1, 2].map(async () => {
  while (next < chosen.length) {
    const index = next++;
    results[index] = await one(chosen[index], index);
    if (!flags.has('--json')) process.stderr.write(results[index].result === 'pass' ? '.' : 'F');
  }
}));
if (!flags.has('--json')) process.stderr.write('\n');
if (flags.has('--keep')) process.stderr.write(`kept: ${root}\n`);
else rmSync(root, { recursive: true, force: true });
if (flags.has('--record')) writeFileSync(listFile, `${JSON.stringify(list, null, 1)}\n`);

const passed = results.filter((r) => r.result === 'pass').length;
const special = results.filter((r) => r.uses.length > 0);
const totals = {
  packages: results.length,
  passed,
  percent: Math.floor((passed * 1000) / results.length) / 10,
  withBuiltins: special.length,
  withBuiltinsPassed: special.filter((r) => r.result === 'pass').length,
  ranAgain: results.filter((r) => r.again > 0).length,
};
const summary = `${totals.passed} of ${totals.packages} pass (${totals.percent} %); of the ${totals.withBuiltins} that use fs, crypto, streams, Buffer or timers, ${totals.withBuiltinsPassed}.`
  + (totals.ranAgain > 0 ? ` ${totals.ranAgain} with timers printed in another order at first, on a busy machine, and count by a later run.` : '');

if (flags.has('--json')) {
  process.stdout.write(`${JSON.stringify({ totals, results }, null, 1)}\n`);
} else {
  const width = Math.max(...results.map((r) => r.name.length));
  for (const r of results)
    process.stdout.write(`${r.name.padEnd(width)}  ${r.version.padEnd(14)} ${r.result}${r.difference ? `\n    ${r.difference}` : ''}${r.detail ? `\n    ${r.detail.split('\n').slice(0, 6).join('\n    ')}` : ''}\n`);
  process.stdout.write(`\n${summary}\n`);
}

if (flags.has('--docs') && names.length === 0) {
  const causes = JSON.parse(readFileSync(join(here, 'causes.json'), 'utf8'));
  const cell = (text) => text.replace(/\|/g, '\\|').replace(/\s+/g, ' ');
  const rows = results.map((r) => {
    const why = r.result === 'pass' ? '' : causes[r.name] ?? `Not yet explained. ${r.difference ?? ''} ${(r.detail ?? '').split('\n')[0]}`;
    return `| ${r.name} | ${r.version} | ${r.uses.join(', ')} | ${r.result} | ${cell(why)} |`;
  });
  writeFileSync(join(here, '../../docs/compatibility.md'), `# Compatibility

What much-used npm packages do under Bailey, with every package in its own hardened compartment and the policy that \`bailey policy init\`
writes for the program. The list is [packages.json](../tests/compatibility/packages.json): exact versions, chosen before the
list was first run; a package that fails stays in it.

\`\`\`
node tests/compatibility/run.mjs            # all; --json for the details
node tests/compatibility/run.mjs lodash     # one
\`\`\`

For each package the runner installs it (\`--ignore-scripts\`) in an empty folder, runs its example under plain Node and under Bailey, and
compares both with the expected output in the list. No policy is edited by hand; programs that write files get one grant,
\`{ "path": "/app/scratch", "access": "scratch" }\`. A pass means the same output and exit code 0 for that one example, not that all of the
package works. Refusals on the standard error are not compared: a package that asks for something, is refused and does without it passes.

**${summary}** Node ${process.version} for the comparison. This page is written by \`run.mjs --docs\`.

| package | version | uses | result | why |
|---|---|---|---|---|
${rows.join('\n')}

## Names of the \`node:\` modules

${namesReport(cli)}`);
}
process.exit(passed / results.length < 0.9 ? 1 : 0);
