// "name@file:line:column", the engine's frames; builtins have no place and are not shown.
const frame = /^(?:(.*?)@)?(.*):(\d+):(\d+)$/;
const anonymous = /^(?:global code|module code|eval code|anonymous)?$/;

/** The stack of an error as Node shows it: a heading, then "    at name (file:line:column)" per frame. */
export function stackText(error) {
  const { stack } = error;
  if (typeof stack !== 'string' || stack.includes('\n    at ')) return stack;
  const heading = Error.prototype.toString.call(error);
  if (stack === heading || stack.startsWith(`${heading}\n`)) return stack;
  if (stack !== '' && !stack.split('\n').some((line) => frame.test(line) || line.includes('@'))) return stack;
  const frames = framesOf(stack);
  return frames.length === 0 ? undefined : `${heading}\n${frames.join('\n')}`;
}

function framesOf(stack) {
  const frames = [];
  for (const line of stack.split('\n')) {
    const parts = frame.exec(line);
    if (!parts) continue;
    const [, name = '', file, row, column] = parts;
    const place = `${file}:${row}:${column}`;
    frames.push(anonymous.test(name) ? `    at ${place}` : `    at ${name} (${place})`);
  }
  return frames;
}

/** Puts `code` into the heading of an error's stack, as Node does for its own errors. */
export function markStack(error, code) {
  const text = stackText(error);
  if (typeof text !== 'string') return;
  const heading = Error.prototype.toString.call(error);
  if (!text.startsWith(heading)) return;
  const name = error.name;
  Object.defineProperty(error, 'stack', {
    value: `${name} [${code}]${heading.slice(name.length)}${text.slice(heading.length)}`, writable: true, configurable: true,
  });
}
