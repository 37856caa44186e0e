/** Two Duplex streams of which each reads what is written to the other. */
export const makeDuplexPair = (Duplex) => function duplexPair(options) {
  const sides = [];
  const side = (other) => {
    let taken; // called when the other side has asked for what was written
    const made = new Duplex({
      ...options,
      read() {
        const done = taken;
        taken = undefined;
        done?.();
      },
      write(chunk, encoding, done) {
        sides[other].give(chunk, done);
      },
      final(done) {
        sides[other].made.on('end', done);
        sides[other].made.push(null);
      },
    });
    return {
      made,
      give(chunk, done) {
        if (chunk.length === 0) return void Promise.resolve().then(done);
        made.push(chunk);
        taken = done;
      },
    };
  };
  sides.push(side(1), side(0));
  return sides.map(({ made }) => made);
};
