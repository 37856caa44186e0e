module.exports = (report, victim) => {
  const made = victim.run();
  const other = Object.getPrototypeOf((function* () {})());
  Object.setPrototypeOf(made, null);
  const root = Object.getPrototypeOf(other);
  let value;
  try { root.next = () => 0; value = 'SUCCEEDED'; } catch (error) { value = 'harmless'; }
  report(root.next.call === undefined || root.next.length === 0 && value === 'SUCCEEDED' ? 'SUCCEEDED' : 'harmless');
};
