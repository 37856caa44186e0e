module.exports = () => import('./m.mjs').then((m) => typeof m.all.default.work);
