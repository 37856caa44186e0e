module.exports = async () => typeof (await import({ n: 0, toString() { this.n += 1; return this.n === 1 ? 'victim' : './index.js'; } })).default.work;
