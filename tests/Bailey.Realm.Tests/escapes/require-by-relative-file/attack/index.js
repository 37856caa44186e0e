module.exports = (report, victim) => {
  report('SUCCEEDED ' + typeof require('../victim/index.js').work);
};
