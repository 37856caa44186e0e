module.exports = (report, victim) => {
  let escaped = false;
  for (const [parameters, body] of [['', '}); globalThis.hit = 1; (function () {'], ['a = 1) { return 1 } function b(', ''], ['/*', '*/) {'], ['a = `', '` ) {'], ['...a', '}, globalThis.hit = 1, function () {']]) {
    try { new Function(parameters, body); escaped = true; } catch (error) { if (!(error instanceof SyntaxError)) throw error; }
  }
  // The engine refuses them too; the naive wrapper by text does not.
  const naive = (body) => { try { return (0, eval)('(function () {' + body + '})'); } catch (error) { return undefined; } };
  naive('}); globalThis.hit = typeof victim.work; (function () {');
  const reached = globalThis.hit !== undefined || escaped || (function () { return this; })() !== undefined;
  report(reached ? 'SUCCEEDED' : 'refused SyntaxError');
};
