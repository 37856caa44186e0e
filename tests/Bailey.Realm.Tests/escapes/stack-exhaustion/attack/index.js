module.exports = (report, victim) => {
  let leaked = false;
  const probe = () => { try { return (0, eval)('typeof token') === 'string'; } catch (error) { return typeof error.constructor.constructor === 'function' && check(error); } };
  const check = (error) => { try { return error.constructor.constructor('return typeof token')() === 'string'; } catch (inner) { return false; } };
  const dive = (depth) => { try { dive(depth + 1); } catch (error) { leaked ||= check(error); } leaked ||= depth % 50 === 0 && probe(); };
  try { dive(0); } catch (error) { leaked ||= check(error); }
  report(leaked || probe() ? 'SUCCEEDED' : 'harmless');
};
