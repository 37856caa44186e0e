module.exports = (victim, loot) => {
  return [
    (function named ( a ,b ) { /* kept */ return typeof token }) + '', ((x) => x /* kept */ .token) + '', (class A { /* kept */ static m () { } }) + '', ({ get  y() { return token } }, Object.getOwnPropertyDescriptor({ get  y() { return token } }, 'y').get) + '',
  ].join('|');
};
