// Makes lavamoat-merge.json and lavamoat-access.json by running LavaMoat itself on generated policies.
// First: npm ci --ignore-scripts --prefix tests/lavamoat. The output is the same each time.
const { writeFileSync } = require('node:fs')
const { createRequire } = require('node:module')
const { join } = require('node:path')

const lavamoat = join(__dirname, '../../lavamoat')
const merge = require(join(lavamoat, 'merge.cjs'))
const load = createRequire(join(lavamoat, 'node_modules/lavamoat-core/package.json'))
const { getEndowmentsForConfig } = load('./src/endowmentsToolkit')()
const { pick, some, policy } = require(join(lavamoat, 'policies.cjs'))(20261122)

const merges = Array.from({ length: 150 }, () => merge(JSON.stringify(policy()), JSON.stringify(policy())))
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
