module.exports = async () => typeof (await import('../victim/index.js')).default.work;
