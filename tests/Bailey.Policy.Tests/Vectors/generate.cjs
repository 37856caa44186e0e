// Makes lavamoat-merge.json and lavamoat-access.json by running LavaMoat itself on generated policies.
// In an empty folder: npm install lavamoat@11.1.4, then: node <this file> <that folder>. The output is the same each time.
const { writeFileSync } = require('node:fs')
const { createRequire } = require('node:module')
const { join, resolve } = require('node:path')

const load = createRequire(join(resolve(process.argv[2]), 'node_modules/lavamoat-core/package.json'))
const { mergePolicy } = load('./src/mergePolicy')
const { jsonStringifySortedPolicy } = load('./src/stringifyPolicy')
const { getEndowmentsForConfig } = load('./src/endowmentsToolkit')()

// A linear congruential generator: vectors must not change between runs.
let state = 20261122
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

const merges = Array.from({ length: 150 }, () => {
  const [own, over] = [policy(), policy()]
  const vector = { policy: JSON.stringify(own), override: JSON.stringify(over) }
  try {
    vector.merged = jsonStringifySortedPolicy(mergePolicy(own, over))
  } catch (error) {
    vector.resource = /for resource "(.*)"\n/.exec(error.message)[1]
    vector.violations = [...error.message.matchAll(/^ +"(.*)" is invalid when "(.*)" is also/gm)].map(([, path, parent]) => [path, parent])
  }
  return vector
})
writeFileSync(join(__dirname, 'lavamoat-merge.json'), JSON.stringify(merges, null, 1) + '\n')

// What a package reaches of a small object under generated globals: every leaf, some, or none.
// Every object has a leaf z that no policy names, so that all of it is reached only where the whole is granted.
const world = () => ({ a: { b: { c: { x: 1, z: 1 }, d: { z: 1 }, z: 1 }, e: { z: 1 }, z: 1 }, f: { g: { x: 1, z: 1 }, z: 1 } })
const asked = ['a', 'a.b', 'a.b.c', 'a.b.c.x', 'a.b.d', 'a.e', 'f', 'f.g', 'f.g.x']
const leaves = (object) => Object.values(object).reduce((n, v) => n + (typeof v === 'object' ? leaves(v) : 1), 0)
const at = (object, path) => path.split('.').reduce((o, key) => (o === undefined ? undefined : o[key]), object)
const count = (value) => (value === undefined ? 0 : typeof value === 'object' ? leaves(value) : 1)
const accesses = []
while (accesses.length < 150) {
  const globals = some(asked, 5, () => pick([true, true, false]))
  // Beneath a ban, LavaMoat makes the container anew for each allowed path and so keeps only the last: a defect that is not copied.
  const beneath = (ban) => Object.keys(globals).filter((path) => globals[path] && path.startsWith(`${ban}.`))
  if (Object.keys(globals).some((path) => !globals[path] && beneath(path).length > 1)) continue
  let view
  try {
    view = getEndowmentsForConfig(world(), { globals }, {}, {})
  } catch {
    continue
  }
  const access = Object.fromEntries(asked.map((path) => {
    const reached = count(at(view, path))
    return [path, reached === 0 ? 'None' : reached === count(at(world(), path)) ? 'Whole' : 'Part']
  }))
  accesses.push({ globals, access })
}
writeFileSync(join(__dirname, 'lavamoat-access.json'), accesses.map((v, i) => (i ? ',' : '[') + JSON.stringify(v)).join('\n') + ']\n')
console.log(merges.filter((v) => v.merged).length, 'merged', merges.filter((v) => !v.merged).length, 'refused', accesses.length, 'accesses')
