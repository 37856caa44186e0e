/** Resolves `.` and `..` in a path without its root. */
export function normalizeSegments(path, allowAboveRoot, separator, isSeparator) {
  const kept = [];
  let start = 0;
  for (let i = 0; i <= path.length; i++) {
    if (i < path.length && !isSeparator(path[i])) continue;
    const segment = path.slice(start, i);
    start = i + 1;
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') kept.push(segment);
    else if (kept.length > 0 && kept.at(-1) !== '..') kept.pop();
    else if (allowAboveRoot) kept.push('..');
  }
  return kept.join(separator);
}

/** `path.format`. */
export function formatParts(separator, object) {
  const dir = object.dir || object.root;
  const ext = object.ext ? `${object.ext[0] === '.' ? '' : '.'}${object.ext}` : '';
  const base = object.base || `${object.name || ''}${ext}`;
  if (!dir) return base;
  return dir === object.root ? `${dir}${base}` : `${dir}${separator}${base}`;
}

/** `path.matchesGlob`: `*`, `**`, `?`, `[…]` and `{a,b}` over '/'-separated segments. */
export function matchesGlob(path, pattern) {
  return globExpression(pattern).test(path);
}

function globExpression(pattern) {
  let source = '', depth = 0;
  for (let i = 0; i < pattern.length; i++) {
    const c = pattern[i];
    if (c === '*' && pattern[i + 1] === '*') {
      const whole = (i === 0 || pattern[i - 1] === '/') && (i + 2 === pattern.length || pattern[i + 2] === '/');
      i++;
      if (!whole) source += '[^/]*';
      else if (pattern[i + 1] === '/') {
        source += '(?:[^/]+/)*';
        i++;
      } else source += '.*';
    } else if (c === '*') source += '[^/]*';
    else if (c === '?') source += '[^/]';
    else if (c === '[') {
      const end = pattern.indexOf(']', i + 2);
      if (end < 0) source += '\\[';
      else {
        const inside = pattern.slice(i + 1, end).replace(/\\/g, '\\\\').replace(/^[!^]/, '^');
        source += `[${inside}]`;
        i = end;
      }
    } else if (c === '{') {
      source += '(?:';
      depth++;
    } else if (c === '}' && depth > 0) {
      source += ')';
      depth--;
    } else if (c === ',' && depth > 0) source += '|';
    else source += c.replace(/[\\^$.|+()[\]{}]/, '\\$&');
  }
  return new RegExp(`^${source}${')'.repeat(depth)}$`, 's');
}
