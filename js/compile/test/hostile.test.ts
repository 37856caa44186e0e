import assert from 'node:assert/strict';
import { test } from 'node:test';
import { compileTree } from './program';

const codes = (program: ReturnType<typeof compileTree>) => program.answer.findings.map(({ code }) => code);

test('Every malformed package.json is a finding with path, message and fix, and what needs it is missing', () => {
  const bad: Record<string, [string, string]> = {
    syntax: ['{"main":', 'package-json.syntax'], array: ['[]', 'package-json.not-an-object'], number: ['5', 'package-json.not-an-object'],
    large: [`{"x":"${'y'.repeat(1 << 20)}"}`, 'package-json.too-large'], deep: [`{"x":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, 'package-json.too-deep'],
  };
  for (const [name, [text, code]] of Object.entries(bad)) {
    const program = compileTree({
      'package.json': '{"dependencies":{"bad":"*","good":"*"}}', 'index.js': 'require("good"); try { require("bad") } catch {}',
      'node_modules/bad/package.json': text, 'node_modules/bad/index.js': '', 'node_modules/good/index.js': '',
    });
    const finding = program.answer.findings.find((item) => item.code === code);
    assert.equal(finding?.path, '/app/node_modules/bad/package.json', name);
    assert.ok(finding.message.length > 0 && finding.fix.length > 0, name);
    const link = program.link('/app/index.js', 'bad');
    assert.equal(link && 'missing' in link && link.code, 'ERR_INVALID_PACKAGE_CONFIG', name);
    assert.deepEqual(program.link('/app/index.js', 'good'), { module: '/app/node_modules/good/index.js' }, name);
  }
});

test('Fields of the wrong type are findings and are ignored as Node ignores them', () => {
  const program = compileTree({
    'package.json': '{"dependencies":{"odd":"*"}}', 'index.js': 'require("odd")',
    'node_modules/odd/package.json': '{"main":5,"type":7,"name":[],"imports":"x","dependencies":[1],"__proto__":{"main":"evil.js","exports":"./evil.js"}}',
    'node_modules/odd/index.js': '', 'node_modules/odd/evil.js': '',
  });
  assert.deepEqual(program.link('/app/index.js', 'odd'), { module: '/app/node_modules/odd/index.js' });
  assert.deepEqual(codes(program), Array(5).fill('package-json.wrong-type'));
});

test('A link that leads out of the program, nowhere or in a circle is absent, with a finding; one inside is followed', () => {
  const program = compileTree({
    'index.js': 'require("./out"); require("./gone"); require("./a"); require("./inside"); require("./outdir/x")',
    'out.js': { link: '../etc/passwd.js' }, '/etc/passwd.js': 'secret', 'gone.js': { link: 'nothing' }, 'a.js': { link: 'b.js' }, 'b.js': { link: 'a.js' },
    'inside.js': { link: 'real.js' }, 'real.js': '', outdir: { link: '/etc' }, '/etc/x.js': 'secret',
  });
  for (const specifier of ['./out', './gone', './a', './outdir/x']) assert.ok('missing' in program.link('/app/index.js', specifier)!, specifier);
  assert.deepEqual(program.link('/app/index.js', './inside'), { module: '/app/real.js' });
  assert.deepEqual(codes(program), Array(4).fill('link.outside'));
  assert.ok(!JSON.stringify(program.answer).includes('secret'));
});

test('A host that names a real path outside the program is not believed', () => {
  const program = compileTree({ 'index.js': 'require("../outside")', '/outside.js': 'secret', '/package.json': '{"type":"module"}', '/node_modules/up/index.js': 'secret' });
  assert.ok('missing' in program.link('/app/index.js', '../outside')!);
  for (const specifier of ['/outside.js', '/app/../outside.js', 'up', '../../outside', 'file:///outside.js']) {
    for (const kind of ['require', 'import'] as const) {
      const { link, modules } = program.resolve('/app/index.js', specifier, kind);
      assert.ok('missing' in link, `${kind} ${specifier}`);
      assert.deepEqual(modules, []);
    }
  }
  assert.equal(program.module('/app/index.js').format, 'commonjs');
});

test('A late request from outside the program is answered as missing', () => {
  const program = compileTree({ 'index.js': '', 'x.js': '' });
  assert.ok('missing' in program.resolve('/etc/x.js', '/app/x.js').link);
  assert.ok('missing' in program.resolve('/app/../etc/', './x.js').link);
  assert.deepEqual(program.resolve('/app/dir/', '../x.js').link, { module: '/app/x.js' });
});

test('Lookups among thirty thousand export patterns cost in the length of the name, not in the number of patterns', () => {
  const cost = (keys: number): number => {
    const exports = Object.fromEntries(Array.from({ length: keys }, (_, index) => [`./k${index}*`, './x.js']));
    const requires = Array.from({ length: 5000 }, (_, index) => `require("bomb/q${index}")`).join(';');
    const start = performance.now();
    const program = compileTree({
      'package.json': '{"dependencies":{"bomb":"*"}}', 'index.js': `require("bomb/k9z");${requires}`,
      'node_modules/bomb/package.json': JSON.stringify({ exports }), 'node_modules/bomb/x.js': '',
    });
    assert.deepEqual(program.link('/app/index.js', 'bomb/k9z'), { module: '/app/node_modules/bomb/x.js' });
    return performance.now() - start;
  };
  cost(10);
  const [few, many] = [cost(10), cost(30_000)];
  // A walk over the patterns would be 150 million steps more.
  assert.ok(many < 5 * few + 1000, `${few} ms and ${many} ms`);
});

test('A chain of a thousand modules that each miss a module does not make a message of a thousand lines', () => {
  const tree: Record<string, string> = { 'index.js': 'require("./m0")' };
  for (let index = 0; index < 1000; index++) tree[`m${index}.js`] = `try { require("absent") } catch {} require("./m${index + 1}")`;
  const program = compileTree(tree);
  const link = program.link('/app/m999.js', 'absent')!;
  assert.ok('missing' in link && link.missing.split('\n').length === 102, JSON.stringify(link).slice(0, 200));
  assert.ok(JSON.stringify(program.answer).length < 6 << 20);
});

test('Conditions nested and listed a thousand times end in an answer', () => {
  const program = compileTree({
    'package.json': '{"dependencies":{"wide":"*"}}', 'index.js': 'require("wide")',
    'node_modules/wide/package.json': JSON.stringify({ exports: { '.': Array(20_000).fill({ browser: './no.js', deno: [null, 'bad'] }).concat('./yes.js') } }),
    'node_modules/wide/yes.js': '',
  });
  assert.deepEqual(program.link('/app/index.js', 'wide'), { module: '/app/node_modules/wide/yes.js' });
});

test('Specifiers that are names of object members are specifiers like others', () => {
  const program = compileTree({
    'package.json': '{"dependencies":{"constructor":"*"}}',
    'index.js': 'require("__proto__"); require("constructor"); require("toString"); require("hasOwnProperty")',
    'node_modules/constructor/index.js': '', 'node_modules/__proto__/index.js': '',
  });
  assert.deepEqual(program.link('/app/index.js', 'constructor'), { module: '/app/node_modules/constructor/index.js' });
  assert.deepEqual(program.link('/app/index.js', '__proto__'), { module: '/app/node_modules/__proto__/index.js' });
  assert.equal(program.module('/app/node_modules/__proto__/index.js').package, 'external:node_modules/__proto__');
  assert.ok('missing' in program.link('/app/index.js', 'toString')!);
});

test('A text too deep for the parser is a module that throws; its neighbours stand', () => {
  const program = compileTree({ 'index.js': 'require("./deep"); require("./ok")', 'deep.js': `x = ${'['.repeat(200_000)}${']'.repeat(200_000)}`, 'ok.js': '' });
  assert.match(program.module('/app/deep.js').error!.message, /^\/app\/deep\.js:1:\d+: .*(?:stack|deep)/);
  assert.deepEqual(program.ids, ['/app/index.js', '/app/deep.js', '/app/ok.js']);
});

test('A specifier of a megabyte is missing, and its message is short', () => {
  const program = compileTree({ 'index.js': `require("${'x'.repeat(1 << 20)}")` });
  const [link] = Object.values(program.module('/app/index.js').links!);
  assert.ok('missing' in link! && link.missing.length < 400);
});
