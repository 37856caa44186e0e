module.exports = (victim, loot) => {
  const make = globalThis.naive ?? Function;
  return [
    make('a ,b', '/* kept */ return typeof token'), function named ( a ,b ) { /* kept */ return typeof token }, (x) => x /* kept */ .token, class A { /* kept */ static m () { } },
    Object.getOwnPropertyDescriptor({ get  y() { return token } }, 'y').get, ({ async *  m ( ) { } }).m, eval('(function  spaced ( ) { })'),
  ].join('|');
};
