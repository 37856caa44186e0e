import { coded } from '../common/errors.js';

const token = /^[!#$%&'*+\-.^_`|~A-Za-z0-9]+$/;
const quoted = /^[\t\u0020-\u007e\u0080-\u00ff]*$/;
const bad = (production, text, at) => coded(TypeError, 'ERR_INVALID_MIME_SYNTAX', `The MIME syntax for a ${production} in ${JSON.stringify(text)} is invalid${at === -1 ? '' : ` at ${at}`}`);

/** The parameters of a MIME type, in order. */
export class MIMEParams {
  #map = new Map();
  delete(name) {
    this.#map.delete(name);
  }
  get(name) {
    return this.#map.get(`${name}`) ?? null;
  }
  has(name) {
    return this.#map.has(`${name}`);
  }
  set(name, value) {
    name = `${name}`;
    value = `${value}`;
    if (!token.test(name)) throw bad('parameter name', name, -1);
    if (!quoted.test(value)) throw bad('parameter value', value, -1);
    this.#map.set(name, value);
  }
  entries() {
    return this.#map.entries();
  }
  keys() {
    return this.#map.keys();
  }
  values() {
    return this.#map.values();
  }
  [Symbol.iterator]() {
    return this.#map.entries();
  }
  toString() {
    return [...this.#map].map(([name, value]) => `${name}=${token.test(value) ? value : `"${value.replace(/["\\]/g, '\\$&')}"`}`).join(';');
  }
  toJSON() {
    return this.toString();
  }
}

/** A MIME type, parsed as the WHATWG standard says (https://mimesniff.spec.whatwg.org/#parsing-a-mime-type). */
export class MIMEType {
  #type;
  #subtype;
  #params = new MIMEParams();
  constructor(text) {
    text = `${text}`.trim();
    const [essence, ...rest] = text.split(';');
    const [type, subtype = ''] = essence.trim().split('/');
    if (!token.test(type)) throw bad('type', text, 0);
    if (!token.test(subtype)) throw bad('subtype', text, type.length + 1);
    this.#type = type.toLowerCase();
    this.#subtype = subtype.toLowerCase();
    for (const [, name, inQuotes, bare] of rest.join(';').matchAll(/\s*([^=;]+)=(?:"((?:[^"\\]|\\.)*)"[^;]*|([^;]*))(?:;|$)/g)) {
      const value = inQuotes === undefined ? bare.trim() : inQuotes.replace(/\\(.)/g, '$1');
      const key = name.toLowerCase();
      if (token.test(key) && quoted.test(value) && (value !== '' || inQuotes !== undefined) && !this.#params.has(key)) this.#params.set(key, value);
    }
  }
  get type() {
    return this.#type;
  }
  set type(value) {
    if (!token.test(`${value}`)) throw bad('type', `${value}`, 0);
    this.#type = `${value}`.toLowerCase();
  }
  get subtype() {
    return this.#subtype;
  }
  set subtype(value) {
    if (!token.test(`${value}`)) throw bad('subtype', `${value}`, 0);
    this.#subtype = `${value}`.toLowerCase();
  }
  get essence() {
    return `${this.#type}/${this.#subtype}`;
  }
  get params() {
    return this.#params;
  }
  toString() {
    const parameters = this.#params.toString();
    return parameters === '' ? this.essence : `${this.essence};${parameters}`;
  }
  toJSON() {
    return this.toString();
  }
}
