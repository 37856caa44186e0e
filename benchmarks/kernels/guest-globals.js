// Reads, calls and assigns globals of the program's own by their free names in a loop.
globalThis.counter = 0;
globalThis.step = 1;
globalThis.advance = function (by) { return by + step; };

function run() {
  counter = 0;
  for (let i = 0; i < 2000000; i++) {
    counter = counter + advance(i & 3);
    if (counter > 999983) counter -= 999983;
  }
  return counter;
}
