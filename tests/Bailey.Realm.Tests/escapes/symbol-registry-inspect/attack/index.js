module.exports = (report, victim) => {
  let got = 'harmless';
  const trap = { [Symbol.for('nodejs.util.inspect.custom')](depth, options, inspect) {
    for (const value of [options, inspect, this.constructor, options && options.stylize]) {
      try { if (typeof value.constructor.constructor('return token')() === 'string') got = 'SUCCEEDED'; } catch (error) { report('step refused'); }
    }
    return 'shown';
  } };
  victim.log(trap);
  report(got);
};
