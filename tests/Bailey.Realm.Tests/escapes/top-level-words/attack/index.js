module.exports = (report, victim) => {
  let bound = [];
  for (const text of ['return 1', 'new.target', 'super.x', 'super()', 'yield 1', 'await 1', 'break', '}); (function () {']) {
    try { (0, eval)(text); bound.push(text); } catch (error) { if (error.name !== 'SyntaxError') bound.push(error.name); }
  }
  // Without the wall at least the global of the victim is there for a text.
  bound.push(...(Function('return typeof token')() === 'string' ? ['token'] : []));
  report(bound.length > 0 ? 'SUCCEEDED ' + bound.join('; ') : 'refused SyntaxError');
};
