module.exports = (report) => import('./m.mjs').then((m) => report('SUCCEEDED ' + m.kind), (e) => report('refused ' + e.message));
