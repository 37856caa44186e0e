module.exports = (report, victim) => {
  report('SUCCEEDED ' + globalThis['ev' + 'al']('token'));
};
