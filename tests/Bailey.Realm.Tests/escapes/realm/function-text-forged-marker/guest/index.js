module.exports = (victim, loot) => {
  const marks = [];
  for (const letter of 'cmd') for (let n = 0; n < 40; n += 1) marks.push(`/*#${letter}${n.toString(36)}.0*/`);
  const texts = [];
  for (const mark of marks) {
    const strings = [new Function('return "' + mark + '}"'), new Function('return `' + mark + '}`'), new Function('//' + mark + '}'), new Function('/' + mark.replaceAll('/', '\\/').replaceAll('*', 'x') + '}/')];
    const bound = (() => 0).bind();
    Object.defineProperty(bound, 'name', { value: mark + '}' });
    const named = { [mark + '}']() {} }[mark + '}'];
    texts.push(...strings.map(String).filter((text) => !text.startsWith('function anonymous')), ...[String(bound)].filter((text) => !text.endsWith('{ [native code] }') && !/\[native code\]\s*\}$/.test(text)), ...[String(named)].filter((text) => !text.startsWith('[mark')));
  }
  // The engine's own text of a function is what was evaluated: here a wrapper shows.
  return globalThis.naive ? String(naive('', '')) === '(function () {})' ? '' : 'wrapped' : texts.join();
};
