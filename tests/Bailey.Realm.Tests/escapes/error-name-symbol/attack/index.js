module.exports = (report, victim) => {
  let escaped = false;
  try { const error = new Error('x'); error.name = Symbol('n'); String(error.stack); String(error); } catch (error) {
    try { escaped = typeof error.constructor.constructor('return token')() === 'string'; } catch (inner) { report('step ' + inner.message); }
  }
  report(escaped ? 'SUCCEEDED' : 'harmless');
};
