'use strict';
// The innocent package: a secret that only its closures and its global hold, and work that leads it through many built-in operations.
const secret = 'the-victims-secret';
globalThis.token = secret;
exports.options = { safe: true };
exports.greet = (name) => 'hello ' + name;
exports.tag = () => ((parts) => parts)`constant ${1} text`;
exports.call = function (guest) { return guest(); };
exports.work = () => {
  const parts = [secret];
  parts.push(secret);
  const copy = parts.map((part) => part).concat([secret]).slice();
  for (const part of parts) void part;
  const [first] = parts;
  new Map([[secret, secret]]).get(secret);
  new Set([secret]).has(secret);
  JSON.stringify({ secret });
  secret.replace(/x/, 'y').split('-');
  /the-(\w+)-secret/.exec(secret);
  const named = {};
  named.hidden = secret;
  Object.keys({ secret });
  Promise.resolve(secret).then((value) => value);
  (function () { return arguments.length; })(secret);
  return copy.length + first.length;
};
exports.isIntact = () => exports.options.safe === true && exports.greet('x') === 'hello x';
