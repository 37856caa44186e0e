// https://fetch.spec.whatwg.org/#body-mixin: what Request and Response share. A stream is made only where somebody asks for one.
import { decode, encode, isFormData, joined } from './form-data.js';
import { illegalInvocation } from './values.js';

const { Blob, bytesOf } = require('internal/blob');

/**
 * owner -> its body, or null. One of:
 * - `bytes`: the whole body;
 * - `source`: `{ pull() -> Promise<Uint8Array | undefined>, cancel(reason) }`, the network's;
 * - `stream`: a ReadableStream, somebody's or made of the other two.
 */
const bodies = new WeakMap();

const bodyOf = (owner) => {
  const body = bodies.get(owner);
  if (body === undefined) throw illegalInvocation();
  return body;
};

export const setBody = (owner, body) => void bodies.set(owner, body);
export const hasBody = (owner) => bodyOf(owner) !== null;

const isStream = (value) => value instanceof require('stream/web').ReadableStream;

/** Takes a BodyInit apart: the body, and the content type that it brings along. */
export function extract(value) {
  const { URLSearchParams } = require('internal/url');
  const text = (string) => ({ bytes: new (require('internal/encoding').TextEncoder)().encode(string) });
  if (typeof value !== 'object' || value === null) return { body: text(`${value}`.toWellFormed()), type: 'text/plain;charset=UTF-8' };
  if (value instanceof Blob) return { body: { bytes: bytesOf(value).slice() }, type: value.type === '' ? undefined : value.type };
  if (value instanceof ArrayBuffer) return { body: { bytes: new Uint8Array(value.slice(0)) } };
  if (ArrayBuffer.isView(value)) return { body: { bytes: new Uint8Array(value.buffer.slice(value.byteOffset, value.byteOffset + value.byteLength)) } };
  if (isFormData(value)) {
    const { bytes, type } = encode(value);
    return { body: { bytes }, type };
  }
  if (value instanceof URLSearchParams) return { body: text(value.toString()), type: 'application/x-www-form-urlencoded;charset=UTF-8' };
  if (isStream(value)) {
    if (value.locked || value._disturbed) throw new TypeError('A stream that is locked or was read from is no body');
    return { body: { stream: value } };
  }
  return { body: text(`${value}`.toWellFormed()), type: 'text/plain;charset=UTF-8' };
}

function streamOf(body) {
  if (body.stream !== undefined) return body.stream;
  const { ReadableStream } = require('stream/web');
  const { source } = body;
  let bytes = body.bytes;
  body.stream = new ReadableStream({
    type: 'bytes',
    async pull(controller) {
      const piece = source === undefined ? bytes : await source.pull();
      bytes = undefined;
      if (piece !== undefined && piece.length > 0) controller.enqueue(source === undefined ? piece.slice() : piece);
      if (piece === undefined || source === undefined) {
        controller.close();
        controller.byobRequest?.respond(0);
      }
    },
    cancel: (reason) => source?.cancel(reason),
  }, { highWaterMark: 0 });
  body.bytes = body.source = undefined;
  return body.stream;
}

const isUsed = (body) => body !== null && (body.taken === true || body.stream?._disturbed === true);

export function checkUsable(owner) {
  const body = bodyOf(owner);
  if (body !== null && (isUsed(body) || body.stream?.locked)) throw new TypeError('Body is unusable: it has been read already, or its stream is locked');
}

/** Marks the body as used, and gives a function that returns its next bytes, or undefined at its end. */
export function takePieces(owner) {
  checkUsable(owner);
  const body = bodyOf(owner);
  if (body === null) return async () => undefined;
  if (body.stream !== undefined) {
    const reader = body.stream.getReader();
    return async () => {
      const { done, value } = await reader.read();
      if (done) return undefined;
      if (!(value instanceof Uint8Array)) {
        await reader.cancel().catch(() => {});
        throw new TypeError('A body\'s stream gives Uint8Arrays');
      }
      return value;
    };
  }
  body.taken = true;
  if (body.source !== undefined) return () => body.source.pull();
  let { bytes } = body;
  return async () => {
    const piece = bytes;
    bytes = undefined;
    return piece === undefined || piece.length === 0 ? undefined : piece;
  };
}

/** The bytes of a body that is there as a whole and can be sent again; undefined of any other. */
export const wholeBytes = (owner) => bodyOf(owner)?.bytes;

async function all(owner) {
  const next = takePieces(owner);
  const pieces = [];
  for (let piece = await next(); piece !== undefined; piece = await next()) pieces.push(piece);
  return joined(pieces);
}

/** Two bodies of one. */
export function teed(owner) {
  checkUsable(owner);
  const body = bodyOf(owner);
  if (body === null) return null;
  if (body.bytes !== undefined) return { bytes: body.bytes };
  const [first, second] = streamOf(body).tee();
  body.stream = first;
  return { stream: second };
}

const methods = {
  async arrayBuffer() { return (await all(this)).buffer; },
  async blob() {
    const type = this.headers.get('content-type') ?? '';
    return new Blob([await all(this)], { type });
  },
  async bytes() { return all(this); },
  async formData() {
    const type = this.headers.get('content-type') ?? '';
    return decode(await all(this), type);
  },
  async json() { return JSON.parse(utf8(await all(this))); },
  async text() { return utf8(await all(this)); },
};
const utf8 = (bytes) => new (require('internal/encoding').TextDecoder)().decode(bytes);

/** Gives a class the members of the mixin. */
export function mixBody(Class) {
  for (const name of Object.keys(methods)) Object.defineProperty(Class.prototype, name, { value: methods[name], writable: true, enumerable: true, configurable: true });
  Object.defineProperties(Class.prototype, {
    body: {
      get() {
        const body = bodyOf(this);
        return body === null ? null : body.taken === true ? emptied(body) : streamOf(body);
      },
      enumerable: true, configurable: true,
    },
    bodyUsed: { get() { return isUsed(bodyOf(this)); }, enumerable: true, configurable: true },
  });
}

// Somebody reads the body as a whole: its stream is there, and locked.
function emptied(body) {
  if (body.locked === undefined) {
    const { ReadableStream } = require('stream/web');
    body.locked = new ReadableStream();
    body.locked.getReader();
  }
  return body.locked;
}
