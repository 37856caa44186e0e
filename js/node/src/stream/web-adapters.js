// Streams of the web as Node streams and back. The port has the names but not the adapters.
import { invalidArgType } from '../common/errors.js';

const bytesIn = (chunk) => {
  const { Buffer } = require('buffer');
  return ArrayBuffer.isView(chunk) ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength) : chunk;
};
const bytesOut = (chunk) => (require('buffer').Buffer.isBuffer(chunk) ? new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.byteLength) : chunk);

export function addWebAdapters({ Readable, Writable, Duplex, finished }) {
  const readableFromWeb = (web, options = {}) => {
    if (typeof web?.getReader !== 'function') throw invalidArgType('readableStream', 'ReadableStream', web);
    const reader = web.getReader();
    return new Readable({
      ...options,
      read() {
        reader.read().then(({ done, value }) => this.push(done ? null : options.objectMode ? value : bytesIn(value)), (error) => this.destroy(error));
      },
      destroy(error, done) {
        reader.cancel(error).then(() => done(error), () => done(error));
      },
    });
  };
  const readableToWeb = (node, options = {}) => {
    const { ReadableStream } = require('stream/web');
    const cleanup = [];
    return new ReadableStream({
      start(controller) {
        node.pause();
        const onData = (chunk) => {
          controller.enqueue(typeof chunk === 'string' || node.readableObjectMode ? chunk : bytesOut(chunk));
          if (controller.desiredSize <= 0) node.pause();
        };
        node.on('data', onData);
        cleanup.push(() => node.off('data', onData));
        finished(node, { writable: false }, (error) => {
          cleanup.forEach((each) => each());
          try {
            if (error) controller.error(error);
            else controller.close();
          } catch {
            // closed already by its reader
          }
        });
        node.pause();
      },
      pull() {
        node.resume();
      },
      cancel(reason) {
        node.destroy(reason instanceof Error ? reason : undefined);
      },
    }, options.strategy ?? { highWaterMark: node.readableObjectMode ? node.readableHighWaterMark : 1 });
  };
  const writableFromWeb = (web, options = {}) => {
    if (typeof web?.getWriter !== 'function') throw invalidArgType('writableStream', 'WritableStream', web);
    const writer = web.getWriter();
    return new Writable({
      ...options,
      write(chunk, encoding, done) {
        writer.ready.then(() => writer.write(bytesOut(chunk))).then(() => done(), done);
      },
      final(done) {
        writer.close().then(() => done(), done);
      },
      destroy(error, done) {
        if (error) writer.abort(error).then(() => done(error), () => done(error));
        else done(null);
      },
    });
  };
  const writableToWeb = (node) => {
    const { WritableStream } = require('stream/web');
    return new WritableStream({
      write: (chunk) => new Promise((resolve, reject) => node.write(ArrayBuffer.isView(chunk) ? bytesIn(chunk) : chunk, (error) => (error ? reject(error) : resolve()))),
      close: () => new Promise((resolve, reject) => {
        finished(node, { readable: false }, (error) => (error ? reject(error) : resolve()));
        node.end();
      }),
      abort: (reason) => void node.destroy(reason instanceof Error ? reason : undefined),
    });
  };
  const define = (target, name, value) => Object.defineProperty(target, name, { value, writable: true, configurable: true, enumerable: false });
  define(Readable, 'fromWeb', readableFromWeb);
  define(Readable, 'toWeb', readableToWeb);
  define(Writable, 'fromWeb', writableFromWeb);
  define(Writable, 'toWeb', writableToWeb);
  define(Duplex, 'toWeb', (duplex) => ({ readable: readableToWeb(duplex), writable: writableToWeb(duplex) }));
  define(Duplex, 'fromWeb', ({ readable, writable }, options) => Duplex.from({ readable: readableFromWeb(readable, options), writable: writableFromWeb(writable, options) }));
}
