import { invalidArgType } from '../common/errors.js';

const types = () => require('util/types');
const show = (value) => require('internal/inspect').inspect(value, {
  maxArrayLength: 3, breakLength: Infinity, colors: false,
  depth: value !== null && typeof value === 'object' && !Array.isArray(value) && Object.keys(value).length > 2 ? -1 : 0,
});

/** The text of `console.table`. */
export function renderTable(data, columns) {
  if (columns !== undefined && !Array.isArray(columns)) throw invalidArgType('properties', 'Array', columns);
  const { isMap, isSet, isMapIterator, isSetIterator } = types();
  if (isMap(data) || isMapIterator(data)) {
    const entries = [...data];
    if (isMap(data) || entries.every((each) => Array.isArray(each) && each.length === 2)) {
      return draw(['(iteration index)', 'Key', 'Values'], entries.map(([key, value], i) => [`${i}`, show(key), show(value)]));
    }
    return draw(['(iteration index)', 'Values'], entries.map((value, i) => [`${i}`, show(value)]));
  }
  if (isSet(data) || isSetIterator(data)) return draw(['(iteration index)', 'Values'], [...data].map((value, i) => [`${i}`, show(value)]));

  const keys = new Set(columns), rows = [];
  let values = false;
  for (const index of Object.keys(data)) {
    const item = data[index];
    const primitive = item === null || (typeof item !== 'object' && typeof item !== 'function');
    const cells = new Map();
    if (primitive) values = true;
    else {
      for (const key of columns ?? Object.keys(item)) {
        keys.add(key);
        if (Object.hasOwn(item, key)) cells.set(key, show(item[key]));
      }
    }
    rows.push({ index, cells, value: primitive ? show(item) : '' });
  }
  const head = ['(index)', ...keys, ...(values && columns === undefined ? ['Values'] : [])];
  return draw(head, rows.map(({ index, cells, value }) => [
    index, ...[...keys].map((key) => cells.get(key) ?? ''), ...(values && columns === undefined ? [value] : []),
  ]));
}

/** Left-aligned cells in a frame, as Node 22 draws them. */
function draw(head, rows) {
  const { getStringWidth } = require('internal/inspect');
  const widths = head.map((each, i) => Math.max(getStringWidth(each), ...rows.map((row) => getStringWidth(row[i]))) + 2);
  const rule = (left, middle, right) => left + widths.map((width) => '─'.repeat(width)).join(middle) + right;
  const line = (cells) => `│${cells.map((cell, i) => ` ${cell}${' '.repeat(widths[i] - getStringWidth(cell) - 1)}`).join('│')}│`;
  return [rule('┌', '┬', '┐'), line(head), rule('├', '┼', '┤'), ...rows.map(line), rule('└', '┴', '┘')].join('\n');
}
