// Policies made from a seed, for LavaMoat and Bailey to merge: small sets of names, so that two files often speak of the same.
module.exports = (seed) => {
  // A linear congruential generator: a failure must come again.
  let state = seed
  const random = (count) => (state = (Math.imul(state, 1103515245) + 12345) >>> 0, Math.floor((state / 2 ** 32) * count))
  const pick = (list) => list[random(list.length)]
  const maybe = (object, name, odds, make) => { if (random(100) < odds) object[name] = make() }
  const some = (names, most, value) => Object.fromEntries(Array.from({ length: random(most + 1) }, () => [pick(names), value()]))

  const packages = ['a', 'b', 'a>b', 'c>a', '@x/y', '@x/y>b', 'b>@x/y', 'a>b>c', 'Z', '$root$', '10', '9']
  const paths = ['a', 'a.b', 'a.b.c', 'a.b.d', 'a.e', 'f', 'f.g', 'process.env.HOME', 'process', 'é', 'q"\\', '🙂']
  const builtins = ['fs', 'fs.readFileSync', 'fs.promises.readFile', 'fs/promises', 'path', 'node:os', 'crypto.createHash']

  const resource = () => {
    const r = {}
    maybe(r, 'globals', 70, () => some(paths, 5, () => pick([true, true, true, false, false, 'write', 'read', 'redefine'])))
    maybe(r, 'builtin', 50, () => some(builtins, 4, () => pick([true, true, false])))
    maybe(r, 'packages', 50, () => some(packages, 3, () => pick([true, true, false])))
    maybe(r, 'native', 15, () => pick([true, false]))
    maybe(r, 'meta', 15, () => some(['note', 'by>who'], 2, () => pick(['x', ['x', 'y\u0007'], []])))
    maybe(r, 'env', 8, () => 'unfrozen')
    return r
  }
  const policy = () => {
    const p = {}
    maybe(p, 'resources', 95, () => some(packages, 5, resource))
    maybe(p, 'resolutions', 15, () => some(packages, 2, () => some(['./a', './b'], 2, () => pick(['./c', './d']))))
    maybe(p, 'root', 15, () => pick([{}, { usePolicy: 'a' }, { usePolicy: 'b' }]))
    maybe(p, 'include', 15, () => Array.from({ length: random(4) }, () => pick(['a', 'b', { name: 'a', entry: './x' }, { name: 'a', entry: './y' }])))
    return p
  }

  return { random, pick, some, policy }
}
