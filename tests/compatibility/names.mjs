// Compares the exports of every `node:` module as a guest sees them with those of the Node that runs this.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { builtinModules, createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const require = createRequire(import.meta.url);

/** Why a name is absent, by module and name; the first row that fits. */
const reasons = [
  [/^assert/, /^CallTracker$/, 'deprecated, gone from later Node'],
  [/^crypto$/, /^(?:Cipher|Decipher|setEngine)$/, 'deprecated: no key derivation, or native code'],
  [/^constants$/, /./, 'numbers of OpenSSL, which guests do not have'],
  [/^console$/, /./, 'belongs to the inspector'],
  [/^perf_hooks$/, /./, 'what it measures is not there'],
  [/^process$/, /^getBuiltinModule$/, 'a second `require`, past the policy of the module'],
  [/^process$/, /^loadEnvFile$/, 'a file as the environment: `util.parseEnv` of a granted file does it'],
  [/^(?:domain|v8|inspector(?:\/promises)?|http2|tls|repl)$/, /./, 'the module is refused'],
  [/./, /^_|^(?:moduleLoadList|openStdin|assert|sourceMapsEnabled|noProcessWarnings)$/, 'inside of Node, not documented'],
];

const guest = `const found = {};
for (const name of JSON.parse(process.argv[2])) found[name] = Object.getOwnPropertyNames(require(name));
console.log(JSON.stringify(found));`;

/** Markdown: how many names there are and which are missing. `cli` is the path of the command line program. */
export function namesReport(cli) {
  const modules = builtinModules.filter((name) => !name.startsWith('_'));
  const folder = mkdtempSync(join(tmpdir(), 'bailey-names-'));
  writeFileSync(join(folder, 'index.js'), guest);
  writeFileSync(join(folder, 'package.json'), '{"name":"names"}');
  writeFileSync(join(folder, 'bailey.json'), '{"bailey":1,"entry":"index.js"}');
  const run = spawnSync(cli, ['run', folder, '--', JSON.stringify(modules)], { encoding: 'utf8' });
  rmSync(folder, { recursive: true, force: true });
  if (run.status !== 0) throw new Error(`the names cannot be told: ${run.stderr}`);
  const ours = JSON.parse(run.stdout);
  let count = 0, missing = 0;
  const rows = [];
  for (const name of modules) {
    const names = Object.keys(require(name));
    const absent = names.filter((each) => !ours[name].includes(each));
    count += names.length;
    missing += absent.length;
    const groups = new Map();
    for (const each of absent) {
      const why = reasons.find(([module, member]) => module.test(name) && member.test(each))?.[2] ?? 'not there yet';
      groups.set(why, [...groups.get(why) ?? [], each]);
    }
    for (const [why, group] of groups) rows.push(`| ${name} | ${group.length > 12 ? `${group.slice(0, 3).map((each) => `\`${each}\``).join(' ')} and ${group.length - 3} more` : group.map((each) => `\`${each}\``).join(' ')} | ${why} |`);
  }
  return `The ${modules.length} \`node:\` modules export ${count} names in Node ${process.version}; a guest finds ${count - missing} of them. The rest:

| module | names | why |
|---|---|---|
${rows.join('\n')}

A name that is there may still be refused when it is used: sockets, processes, threads and the engine's own modules (\`http\`, \`net\`, \`child_process\`,
\`worker_threads\`, \`vm\`, …) load, because many packages load them and never call, and each use throws with the clause that would allow it, or says that none does.
`;
}
