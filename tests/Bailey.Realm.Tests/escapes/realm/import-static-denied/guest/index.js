module.exports = () => import('./m.mjs').then((m) => m.kind);
