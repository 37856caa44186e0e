// Parses the text of lodash. `acorn` is the library's text, evaluated beside this one; `lodashText` is the other's, as a string.
function run() {
  const tree = acorn.parse(lodashText, { ecmaVersion: 2024, sourceType: 'script' });
  let nodes = 0;
  const open = [tree];
  while (open.length > 0) {
    const node = open.pop();
    if (typeof node.type === 'string') nodes++;
    for (const key in node) {
      const value = node[key];
      if (value !== null && typeof value === 'object' && !(value instanceof RegExp)) open.push(value);
    }
  }
  return nodes;
}
