module.exports = (victim, loot) => {
  const letters = 'grsi'.split('');
  const forms = [
    (name) => `let ${name} = fake; eval('1')`, (name) => `var ${name} = fake; eval('1')`, (name) => `const ${name} = fake; eval('1')`,
    (name) => `function ${name}() {} ${name}.d = fake.d; eval('1')`, (name) => `class ${name} { static d() { return fake.d(); } } eval('1')`,
    (name) => `(function ${name}() { return eval('1'); }).call(${name})`, (name) => `(class ${name} { static d = fake.d; static found = eval('1'); }).found`,
    (name) => `((${name}) => eval('1'))(fake)`, (name) => `(({ a: ${name} }) => eval('1'))({ a: fake })`, (name) => `((...[${name}]) => eval('1'))(fake)`,
    (name) => `try { throw fake } catch (${name}) { eval('1') }`, (name) => `try { throw { a: [fake] } } catch ({ a: [${name}] }) { eval('1') }`,
    (name) => `for (let ${name} of [fake]) eval('1')`, (name) => `for (const ${name} = fake;;) { eval('1'); break }`, (name) => `for (var [${name}] of [[fake]]) eval('1')`,
    (name) => `(() => { for (const { a: ${name} = fake } of [{}]) return eval('1') })()`, (name) => `{ function ${name}() {} ${name}.d = fake.d; eval('1') }`,
    (name) => `switch (1) { case 1: let ${name} = fake; eval('1') }`, (name) => `(async (${name}) => eval('1'))(fake)`, (name) => `let \\u0024${name.slice(1)} = fake; eval('1')`,
    (name) => `${name}: for (;;) { var ${name} = fake; eval('1'); break ${name}; }`, (name) => `(class { static { let ${name} = fake; eval('1'); } })`,
  ];
  const fake = { d: () => 'loot.stolen = 1' };
  for (const suffix of ['', '1', '2']) {
    for (const letter of letters) {
      for (const form of forms) {
        try { eval(form('$' + letter + suffix)); } catch (error) { loot.error = error; }
      }
    }
  }
  // Without the wall a text is evaluated as it is.
  if (globalThis.naive) loot.stolen = naive('', 'return 1')();
};
