'use strict';
// What the rest of the program sees. The hostile package gets it so that it can say itself whether an attack took effect.
const util = require('node:util');
const mustache = require('mustache');
const { EventEmitter } = require('node:events');

const exit = process.exit;

exports.isPolluted = () => ({}).polluted === 'yes';
exports.mapsArrays = () => [1, 2].map((n) => n * 2).join() === '2,4';
exports.parsesJson = () => JSON.parse('{"a":1}').a === 1;
exports.formats = () => util.format('%s!', 'a') === 'a!';
exports.readsBytes = () => Buffer.from('abc').toString() === 'abc';
exports.renders = () => mustache.render('{{a}}', { a: 1 }) === '1';
exports.exits = () => process.exit === exit;
exports.emits = () => {
  let heard = '';
  new EventEmitter().on('word', (word) => { heard = word; }).emit('word', 'secret');
  return heard === 'secret';
};
