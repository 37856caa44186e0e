// The WHATWG URL standard from its reference port.
import { URL, URLSearchParams } from 'port:whatwg-url';
import { freezeHidden } from '../common/hidden.js';

const custom = Symbol.for('nodejs.util.inspect.custom');
const fields = ['href', 'origin', 'protocol', 'username', 'password', 'host', 'hostname', 'port', 'pathname', 'search', 'searchParams', 'hash'];

Object.defineProperty(URL.prototype, custom, {
  value(depth, options, inspect) {
    if (typeof depth === 'number' && depth < 0) return this;
    const shown = {};
    for (const name of fields) shown[name] = this[name];
    return `${this.constructor.name} ${inspect(shown, options)}`;
  },
  configurable: true, writable: true,
});
Object.defineProperty(URLSearchParams.prototype, custom, {
  value(depth, options, inspect) {
    const pairs = [...this].map(([name, value]) => `${inspect(name, options)} => ${inspect(value, options)}`);
    return pairs.length === 0 ? 'URLSearchParams {}' : `URLSearchParams { ${pairs.join(', ')} }`;
  },
  configurable: true, writable: true,
});

const url = new URL('about:blank');
freezeHidden([url, url.searchParams, url.searchParams.keys()], { URL, URLSearchParams });

export default { URL, URLSearchParams };
