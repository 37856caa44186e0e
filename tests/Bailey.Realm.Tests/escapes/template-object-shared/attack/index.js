module.exports = (report, victim) => {
  const mine = ((parts) => parts)`constant ${1} text`;
  report(mine === victim.tag() || Function('return typeof token')() === 'string' ? 'SUCCEEDED' : 'harmless');
};
