module.exports = (report, victim) => {
  const deep = [];
  const note = (error) => deep.push(String(error.stack), String(error.sourceURL), String(error.fileName), String(error.message));
  for (const run of [() => null.x, () => require('./missing'), () => JSON.parse('{'), () => new Function('{'), () => eval('('), () => [].reduce(), () => new RegExp('('), () => { const f = () => f(); f(); }]) {
    try { run(); } catch (error) { note(error); }
  }
  const text = deep.join('\n');
  const leak = /(\/home\/|\/work\/|\/tmp\/|\/usr\/lib|\.ts\b|\.cs\b|file:\/\/)/.exec(text);
  report(leak ? 'SUCCEEDED ' + leak[0] + ' ' + text.slice(Math.max(0, leak.index - 80), leak.index + 80) : 'harmless');
};
