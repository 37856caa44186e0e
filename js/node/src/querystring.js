// Small enough to be Node's own behaviour exactly; the port differs in escapes and in `decodeURIComponent` of broken input.
const unreserved = /^[A-Za-z0-9\-_.!~*'()]*$/;

function escape(text) {
  if (typeof text !== 'string') text = typeof text === 'object' ? String(text) : `${text}`;
  if (unreserved.test(text)) return text;
  try {
    return encodeURIComponent(text);
  } catch {
    const error = new URIError('URI malformed');
    error.code = 'ERR_INVALID_URI';
    throw error;
  }
}

function unescapeBuffer(text, decodeSpaces) {
  const { Buffer } = require('buffer');
  const bytes = [];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 0x2b && decodeSpaces) bytes.push(0x20);
    else if (code === 0x25 && /^[0-9A-Fa-f]{2}$/.test(text.slice(i + 1, i + 3))) {
      bytes.push(parseInt(text.slice(i + 1, i + 3), 16));
      i += 2;
    } else bytes.push(code & 0xff);
  }
  return Buffer.from(bytes);
}

function unescape(text, decodeSpaces) {
  try {
    return decodeURIComponent(text);
  } catch {
    return unescapeBuffer(text, decodeSpaces).toString();
  }
}

const primitive = (value) => {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' && Number.isFinite(value)) return `${value}`;
  if (typeof value === 'bigint') return `${value}`;
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  return '';
};

function stringify(object, separator = '&', equals = '=', options = undefined) {
  separator ||= '&';
  equals ||= '=';
  const encode = typeof options?.encodeURIComponent === 'function' ? options.encodeURIComponent : querystring.escape;
  if (object === null || typeof object !== 'object') return '';
  const pairs = [];
  for (const key of Object.keys(object)) {
    const value = object[key], name = `${encode(primitive(key))}${equals}`;
    if (Array.isArray(value)) for (const each of value) pairs.push(name + encode(primitive(each)));
    else pairs.push(name + encode(primitive(value)));
  }
  return pairs.join(separator);
}

function parse(text, separator, equals, options) {
  const result = { __proto__: null };
  if (typeof text !== 'string' || text.length === 0) return result;
  separator = separator ? `${separator}` : '&';
  equals = equals ? `${equals}` : '=';
  const { decodeURIComponent: decode = querystring.unescape, maxKeys = 1000 } = options ?? {};
  const custom = decode !== unescape;
  const value = (part) => {
    part = part.replaceAll('+', custom ? '%20' : ' ');
    if (!custom && !part.includes('%')) return part;
    try {
      return decode(part);
    } catch {
      return unescape(part, true);
    }
  };
  let parts = text.split(separator).filter((part) => part !== '');
  if (maxKeys > 0) parts = parts.slice(0, maxKeys);
  for (const part of parts) {
    const at = part.indexOf(equals);
    const name = value(at < 0 ? part : part.slice(0, at));
    const found = at < 0 ? '' : value(part.slice(at + equals.length));
    if (!(name in result)) result[name] = found;
    else if (Array.isArray(result[name])) result[name].push(found);
    else result[name] = [result[name], found];
  }
  return result;
}

const querystring = { unescapeBuffer, unescape, escape, stringify, encode: stringify, parse, decode: parse };

export default querystring;
