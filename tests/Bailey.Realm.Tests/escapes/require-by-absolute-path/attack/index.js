module.exports = (report, victim) => {
  report('SUCCEEDED ' + typeof require('/app/node_modules/victim/index.js').work);
};
