module.exports = (victim, loot) => {
  const seen = [];
  const note = (error) => seen.push(String(error.stack), String(error.sourceURL), String(error.fileName), String(error.message));
  const runs = [() => null.x, () => require('./missing'), () => JSON.parse('{'), () => new Function('{'), () => eval('('), () => [].reduce(), () => new RegExp('('), () => { const f = () => f() + 1; f(); },
    () => [1].map(() => null.x), () => [2, 1].sort(() => null.x), () => JSON.stringify({ toJSON() { null.x; } }), () => 'a'.replace(/a/, () => null.x), () => new Proxy({}, { get() { null.x; } }).y, () => Reflect.construct(Date, [{ valueOf() { null.x; } }])];
  for (const run of runs) {
    try { run(); } catch (error) { note(error); }
  }
  return seen.join('\n');
};
