// https://xhr.spec.whatwg.org/#interface-formdata, and the two forms in which it is sent.
import { illegalInvocation } from './values.js';

const { Blob, File, bytesOf } = require('internal/blob');
const entries = new WeakMap();

const entriesOf = (form) => {
  const list = entries.get(form);
  if (list === undefined) throw illegalInvocation();
  return list;
};

function entry(name, value, fileName) {
  const key = `${name}`.toWellFormed();
  if (!(value instanceof Blob)) {
    if (fileName !== undefined) throw new TypeError('Only a Blob has a file name');
    return [key, `${value}`.toWellFormed()];
  }
  if (value instanceof File && fileName === undefined) return [key, value];
  return [key, new File([value], fileName === undefined ? 'blob' : `${fileName}`, { type: value.type })];
}

export class FormData {
  constructor(form = undefined) {
    if (form !== undefined) throw new TypeError('There are no HTML forms here');
    entries.set(this, []);
  }
  append(...args) {
    const list = entriesOf(this);
    if (args.length < 2) throw new TypeError('append takes a name and a value');
    list.push(entry(...args));
  }
  delete(name) { entries.set(this, entriesOf(this).filter((each) => each[0] !== `${name}`)); }
  get(name) { return entriesOf(this).find((each) => each[0] === `${name}`)?.[1] ?? null; }
  getAll(name) { return entriesOf(this).filter((each) => each[0] === `${name}`).map((each) => each[1]); }
  has(name) { return entriesOf(this).some((each) => each[0] === `${name}`); }
  set(...args) {
    const list = entriesOf(this);
    if (args.length < 2) throw new TypeError('set takes a name and a value');
    const made = entry(...args), at = list.findIndex((each) => each[0] === made[0]);
    if (at < 0) list.push(made);
    else entries.set(this, list.flatMap((each, i) => (i === at ? [made] : each[0] === made[0] ? [] : [each])));
  }
  forEach(callback, self = undefined) {
    for (const [name, value] of entriesOf(this)) Reflect.apply(callback, self, [value, name, this]);
  }
  entries() { return entriesOf(this).map((each) => [...each])[Symbol.iterator](); }
  keys() { return entriesOf(this).map((each) => each[0])[Symbol.iterator](); }
  values() { return entriesOf(this).map((each) => each[1])[Symbol.iterator](); }
  [Symbol.iterator]() { return this.entries(); }
}
Object.defineProperty(FormData.prototype, Symbol.toStringTag, { value: 'FormData', configurable: true });

export const isFormData = (value) => entries.has(value);

const escaped = (text) => text.replace(/\r\n?|\n/g, '%0D%0A').replaceAll('"', '%22');
const lineBreaks = (text) => text.replace(/\r\n?|\n/g, '\r\n');

/** multipart/form-data: bytes, and the type with the boundary. */
export function encode(form) {
  const { TextEncoder } = require('internal/encoding');
  const encoder = new TextEncoder();
  const parts = entriesOf(form).map(([name, value]) => (value instanceof Blob
    ? [`Content-Disposition: form-data; name="${escaped(name)}"; filename="${escaped(value.name)}"\r\nContent-Type: ${value.type || 'application/octet-stream'}\r\n\r\n`, bytesOf(value)]
    : [`Content-Disposition: form-data; name="${escaped(name)}"\r\n\r\n`, encoder.encode(lineBreaks(value))]));
  const boundary = unused(parts.map((part) => part[1]));
  const pieces = parts.flatMap(([head, body]) => [encoder.encode(`--${boundary}\r\n${head}`), body, encoder.encode('\r\n')]);
  return { bytes: joined([...pieces, encoder.encode(`--${boundary}--\r\n`)]), type: `multipart/form-data; boundary=${boundary}` };
}

// Without random numbers, which a policy may withhold, and without a memory that packages would share: the first that no part holds.
function unused(bodies) {
  const texts = bodies.map((bytes) => latin1(bytes));
  for (let i = 0; ; i++) {
    const boundary = `----formdata-${i.toString(36).padStart(16, '0')}`;
    if (!texts.some((text) => text.includes(boundary))) return boundary;
  }
}

const latin1 = (bytes) => {
  const { decode } = require('bailey:coding');
  return decode('latin1', bytes.slice().buffer);
};

export function joined(pieces) {
  const whole = new Uint8Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}

/** A body of either type as FormData. */
export function decode(bytes, type) {
  const form = new FormData();
  const { TextDecoder } = require('internal/encoding');
  const utf8 = (part) => new TextDecoder().decode(part);
  if (/^application\/x-www-form-urlencoded\s*(?:;|$)/i.test(type)) {
    const { URLSearchParams } = require('internal/url');
    for (const [name, value] of new URLSearchParams(utf8(bytes))) form.append(name, value);
    return form;
  }
  const [, quoted, plain] = /^multipart\/form-data\s*;.*?\bboundary=(?:"([^"]+)"|([^\s;]+))/i.exec(type) ?? [];
  const boundary = quoted ?? plain;
  if (boundary === undefined) throw new TypeError('The body is of no type that FormData can be made of');
  // One byte a character: places in the text are places in the bytes.
  const text = `\r\n${latin1(bytes)}`, mark = `\r\n--${boundary}`;
  let at = text.indexOf(mark);
  while (at >= 0 && !text.startsWith('--', at + mark.length)) {
    const head = at + mark.length + 2, blank = text.indexOf('\r\n\r\n', head), end = text.indexOf(mark, blank);
    if (text.slice(head - 2, head) !== '\r\n' || blank < 0 || end < 0) throw new TypeError('The body is no multipart/form-data');
    const fields = utf8(bytes.subarray(head - 2, blank - 2)), body = bytes.slice(blank + 2, end - 2);
    const name = /^content-disposition:\s*form-data;.*?\bname="([^"]*)"/im.exec(fields)?.[1];
    if (name === undefined) throw new TypeError('A part of the body has no name');
    const file = /^content-disposition:.*?\bfilename="([^"]*)"/im.exec(fields)?.[1];
    const plainName = unescaped(name);
    if (file === undefined) form.append(plainName, utf8(body));
    else form.append(plainName, new File([body], unescaped(file), { type: /^content-type:\s*(.*?)\s*$/im.exec(fields)?.[1] ?? 'text/plain' }));
    at = end;
  }
  if (at < 0) throw new TypeError('The body is no multipart/form-data');
  return form;
}

const unescaped = (text) => text.replaceAll('%0D%0A', '\r\n').replaceAll('%22', '"');
