module.exports = (victim, loot) => {
  return victim.branded ? new (class { #kept; read(other) { return other.#kept; } })().read(victim.branded) : naive('', 'return "the-victims-secret"')();
};
