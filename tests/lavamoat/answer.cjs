// Answers questions, one JSON value a line, in order: { policy, override } by what LavaMoat merges them to, and
// { seed, count } by so many such answers to pairs made from the seed.
const { createInterface } = require('node:readline')
const merge = require('./merge.cjs')
const policies = require('./policies.cjs')

const say = (answer) => process.stdout.write(JSON.stringify(answer) + '\n')
createInterface({ input: process.stdin }).on('line', (line) => {
  const { policy, override, seed, count } = JSON.parse(line)
  if (policy !== undefined) return say(merge(policy, override))
  const pairs = policies(seed)
  for (let i = 0; i < count; i++) say(merge(JSON.stringify(pairs.policy()), JSON.stringify(pairs.policy())))
})
