// LavaMoat's own merge and stringify, of two texts.
const { createRequire } = require('node:module')

const load = createRequire(require.resolve('lavamoat-core/package.json'))
const { mergePolicy } = load('./src/mergePolicy')
const { jsonStringifySortedPolicy } = load('./src/stringifyPolicy')

module.exports = (policy, override) => {
  try {
    return { policy, override, merged: jsonStringifySortedPolicy(mergePolicy(JSON.parse(policy), JSON.parse(override))) }
  } catch (error) {
    const resource = /for resource "(.*)"\n/.exec(error.message)?.[1]
    if (resource === undefined) throw error
    return {
      policy,
      override,
      resource,
      violations: [...error.message.matchAll(/^ +"(.*)" is invalid when "(.*)" is also/gm)].map(([, path, parent]) => [path, parent]),
    }
  }
}
