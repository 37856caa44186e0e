module.exports = (report, victim) => {
  let foreign = false;
  const dive = () => { try { dive(); } catch (error) { try { report.call; victim.greet(String(Date.now())); } catch (inner) { error = inner; } foreign ||= !(error instanceof Error); throw error; } };
  try { dive(); } catch (error) { foreign ||= !(error instanceof Error); }
  report(foreign || typeof token === 'string' ? 'SUCCEEDED' : 'harmless');
};
