module.exports = async () => typeof (await new (class { p = import('victim') })().p).default.work;
