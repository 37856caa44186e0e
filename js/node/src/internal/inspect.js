// Node's formatter, from the well-kept extraction of Node's own text.
import * as port from 'port:node-inspect-extracted';
import { stackText } from '../common/stack.js';
import { getStringWidth } from '../common/string-width.js';

const { inspect: inner, format, formatWithOptions, stripVTControlCharacters } = port.default ?? port;

function inspect(...args) {
  return inner(...args);
}
// `inspect.defaultOptions` is state that all packages of the realm would share: it is read as Node's, and assignments change nothing.
const defaults = Object.freeze({ ...inner.defaultOptions });
Object.defineProperty(inspect, 'length', { value: 2 });
Object.defineProperty(inspect, 'defaultOptions', { get: () => defaults, set() {}, enumerable: true });
inspect.custom = inner.custom;
inspect.colors = inner.colors;
inspect.styles = inner.styles;

export default { inspect, format, formatWithOptions, stripVTControlCharacters, stackText, getStringWidth };
