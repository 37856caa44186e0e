import { METHODS, STATUS_CODES } from './http-tables.js';
import { grants, refusal, refusedModule } from './refused.js';
import { checkString, coded, invalidArgType } from '../common/errors.js';

const token = /^[\^_`a-zA-Z\-0-9!#$%&'*+.|~]+$/;

/** The part of `http` and `https` that programs use at load: tables, an Agent to configure, classes to inherit from. */
export function httpModule(module) {
  class Agent extends require('events') {
    constructor(options = {}) {
      super();
      Object.assign(this, {
        options: { ...options }, requests: {}, sockets: {}, freeSockets: {}, keepAlive: Boolean(options?.keepAlive), keepAliveMsecs: options?.keepAliveMsecs ?? 1000,
        maxSockets: options?.maxSockets ?? Infinity, maxFreeSockets: options?.maxFreeSockets ?? 256, maxTotalSockets: options?.maxTotalSockets ?? Infinity,
        scheduling: 'lifo', protocol: `${module}:`, defaultPort: module === 'https' ? 443 : 80,
      });
    }
    createConnection() {
      throw refusal('network', `${module}.Agent.createConnection`, grants.network);
    }
    addRequest() {
      throw refusal('network', `${module}.Agent.addRequest`, grants.network);
    }
    getName({ host = 'localhost', port = '', localAddress = '' } = {}) {
      return `${host}:${port}:${localAddress}`;
    }
    destroy() {}
  }
  function makeAgent(options) {
    return new Agent(options);
  }
  Object.defineProperty(makeAgent, 'name', { value: 'Agent' });
  makeAgent.prototype = Agent.prototype;
  Object.setPrototypeOf(makeAgent, require('events'));
  makeAgent.defaultMaxSockets = Infinity;

  let streamed;
  const streams = () => {
    if (streamed) return streamed;
    const { Readable, Stream } = require('stream');
    class IncomingMessage extends Readable {}
    class OutgoingMessage extends Stream {}
    class ServerResponse extends OutgoingMessage {}
    class ClientRequest extends OutgoingMessage {
      constructor() {
        super();
        throw refusal('network', `${module}.ClientRequest`, grants.network);
      }
    }
    return (streamed = { IncomingMessage, OutgoingMessage, ServerResponse, ClientRequest });
  };
  const fixed = {
    METHODS: [...METHODS], STATUS_CODES: { ...STATUS_CODES }, Agent: makeAgent, globalAgent: new Agent(), maxHeaderSize: 16384,
    validateHeaderName(name) {
      if (typeof name !== 'string' || !token.test(name)) throw coded(TypeError, 'ERR_INVALID_HTTP_TOKEN', `Header name must be a valid HTTP token ["${name}"]`);
    },
    validateHeaderValue(name, value) {
      checkString(name, 'name');
      if (value === undefined) throw coded(TypeError, 'ERR_HTTP_INVALID_HEADER_VALUE', `Invalid value "undefined" for header "${name}"`);
      if (/[^\t\x20-\x7e\x80-\xff]/.test(value)) throw coded(TypeError, 'ERR_INVALID_CHAR', `Invalid character in header content ["${name}"]`);
    },
    setMaxIdleHTTPParsers(max) {
      if (typeof max !== 'number') throw invalidArgType('max', 'number', max);
    },
  };
  for (const name of ['IncomingMessage', 'OutgoingMessage', 'ServerResponse', 'ClientRequest']) {
    Object.defineProperty(fixed, name, { get: () => streams()[name], enumerable: true, configurable: true });
  }
  return refusedModule({
    module, kind: 'network', grant: grants.network, functions: ['createServer', 'get', 'request', 'Server', 'WebSocket', 'CloseEvent', 'MessageEvent'], fixed,
  });
}
