// Standard input, output and error as pipes: not terminals, so programs print neither colours nor progress bars.

/** `stream` 1 or 2. Each write is on its way before it returns, so nothing is lost when the guest exits. */
export function standardOutput(powers, stream) {
  const { Writable } = require('stream');
  const made = new Writable({
    decodeStrings: false,
    write(chunk, encoding, done) {
      if (typeof chunk === 'string' && (encoding === 'utf8' || encoding === 'utf-8')) powers.write(stream, chunk);
      else {
        const bytes = typeof chunk === 'string' ? require('buffer').Buffer.from(chunk, encoding) : chunk;
        powers.writeBytes(stream, bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
      }
      done();
    },
  });
  // Nothing closes them: `process.stdout.end()` of one part must not silence the others.
  made.destroySoon = made.destroy;
  made._destroy = (error, done) => done(error);
  return Object.assign(made, {
    fd: stream, _type: 'pipe', _isStdio: true, isTTY: false,
    hasColors: () => false, getColorDepth: () => 1, getWindowSize: () => [80, 24],
  });
}

/** Reads on demand, a chunk at a time; nothing is read before somebody listens. */
export function standardInput(powers) {
  const { Readable } = require('stream');
  const { Buffer } = require('buffer');
  const made = new Readable({
    highWaterMark: 65536,
    read() {
      powers.begin('stdin.read', { length: 65536 }).then(
        ({ value, data }) => made.push(value.bytes === 0 ? null : Buffer.from(data)),
        (error) => made.destroy(error),
      );
    },
  });
  return Object.assign(made, { fd: 0, isTTY: false, isRaw: false, setRawMode: () => made });
}
