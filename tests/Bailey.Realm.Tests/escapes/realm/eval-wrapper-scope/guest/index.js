module.exports = (victim, loot) => {
  const found = [];
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz$_';
  const names = [...letters, ...[...letters].map((letter) => letter + '0'), ...[...letters].map((letter) => letter + '1'), 'kernel', 'host', 'bailey', 'rewrite', 'engine', '__run'];
  const own = ['e'];
  for (const name of names) {
    if (eval('typeof ' + name) !== 'undefined') found.push(name);
  }
  return found.join();
};
