// Node's errors for reads and writes outside a buffer.
import { coded, invalidArgType, outOfRange } from '../common/errors.js';

export function checkOffset(offset, ext, length) {
  if (typeof offset !== 'number') throw invalidArgType('offset', 'number', offset);
  if (Number.isInteger(offset) && offset >= 0 && offset + ext <= length) return;
  if (!Number.isInteger(offset)) throw outOfRange('offset', 'an integer', offset);
  if (length - ext < 0) throw coded(RangeError, 'ERR_BUFFER_OUT_OF_BOUNDS', 'Attempt to access memory outside buffer bounds');
  throw outOfRange('offset', `>= 0 and <= ${length - ext}`, offset);
}

export function checkInt(buffer, value, offset, ext, max, min) {
  if (value > max || value < min) {
    const bits = ext * 8;
    const range = ext > 4 ? (min === 0 ? `>= 0 and < 2 ** ${bits}` : `>= -(2 ** ${bits - 1}) and < 2 ** ${bits - 1}`)
      : ext > 3 ? (min === 0 ? `>= 0 and <= ${max}` : `>= -(2 ** ${bits - 1}) and < 2 ** ${bits - 1}`) : `>= ${min} and <= ${max}`;
    throw outOfRange('value', ext === 4 && min === 0 ? '>= 0 and <= 4294967295' : ext === 4 ? '>= -2147483648 and <= 2147483647' : range, value);
  }
  checkOffset(offset, ext, buffer.length);
}

export function checkFloat(buffer, offset, ext) {
  checkOffset(offset, ext, buffer.length);
}
