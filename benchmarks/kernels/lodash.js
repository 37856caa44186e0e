// A mix of what programs use lodash for, over 2000 records. `lodash` is the library's text, evaluated beside this one.
function run() {
  const people = lodash.times(2000, (i) => ({ id: i, group: `g${i % 17}`, age: (i * 37) % 80, tags: [`t${i % 5}`, `t${i % 7}`], deep: { rank: { value: i % 11 } } }));
  const groups = lodash.groupBy(people, 'group');
  const means = lodash.mapValues(groups, (members) => lodash.meanBy(members, 'age'));
  const sorted = lodash.sortBy(people, ['age', (one) => -one.id]);
  const tags = lodash.uniq(lodash.flatMap(people, 'tags'));
  const chained = lodash(people).filter({ group: 'g3' }).map('deep.rank.value').reduce((sum, value) => sum + value, 0);
  const copy = lodash.cloneDeep(people.slice(0, 300));
  const merged = lodash.merge({}, ...copy.map((one) => ({ [one.group]: { [one.age]: one.deep } })));
  const equal = lodash.isEqual(copy, people.slice(0, 300));
  const chunks = lodash.chunk(sorted, 7).map((chunk) => lodash.maxBy(chunk, 'id').id);
  const words = lodash.times(300, (i) => lodash.kebabCase(`someName${i} AndMore_words`));
  const picked = lodash.map(people, (one) => lodash.omit(lodash.pick(one, ['id', 'age', 'deep.rank']), 'age'));
  return [
    lodash.round(lodash.sum(lodash.values(means)), 4), sorted[77].id, tags.length, chained, lodash.size(merged), equal, lodash.sum(chunks), words[42],
    lodash.sumBy(picked, 'deep.rank.value'),
  ].join(' ');
}
