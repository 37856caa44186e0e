/**
 * JSON as LavaMoat writes its policies: two spaces, keys in an order in which a leaf package's entries stand together wherever it is used,
 * `{` and `}` of an empty object on lines of their own, no line end at the end.
 */
export function stringifyPolicy(value: unknown, indent = ''): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  if (Array.isArray(value)) return `[${value.map((item) => `\n${inner}${stringifyPolicy(item, inner)}`).join(',')}\n${indent}]`;
  const lines = Object.keys(value).sort(byLeaf)
    .map((key) => `\n${inner}${JSON.stringify(key)}: ${stringifyPolicy((value as Record<string, unknown>)[key], inner)}`);
  return `{${lines.join(',')}\n${indent}}`;
}

/** 'a>b' is compared as 'b<a'. */
function byLeaf(a: string, b: string): number {
  const [left, right] = [leafFirst(a), leafFirst(b)];
  return left === right ? 0 : left < right ? -1 : 1;
}

const leafFirst = (key: string) => key.includes('>') ? key.split('>').reverse().join('<') : key;
