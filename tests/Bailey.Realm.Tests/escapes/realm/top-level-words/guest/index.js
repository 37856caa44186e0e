module.exports = (victim, loot) => {
  const bound = [];
  for (const text of ['return 1', 'new.target', 'super.x', 'super()', 'yield 1', 'await 1', 'break', '}); (function () {', 'arguments[0]', 'arguments.length']) {
    try { (globalThis.naive ? naive('', text) : (0, eval))(text); bound.push(text); } catch (error) { if (error.name !== 'SyntaxError' && error.name !== 'ReferenceError') bound.push(error.name); }
  }
  return bound.join();
};
