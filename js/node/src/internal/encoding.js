// TextEncoder and TextDecoder from the port made for bare engines, with Node's error codes.
import { TextDecoder as Decoder, TextEncoder } from '@exodus/bytes/encoding-lite.js';
import { coded } from '../common/errors.js';

class TextDecoder extends Decoder {
  constructor(encoding = 'utf-8', options = {}) {
    try {
      super(encoding, options);
    } catch (error) {
      if (error instanceof RangeError) throw coded(RangeError, 'ERR_ENCODING_NOT_SUPPORTED', `The "${encoding}" encoding is not supported`);
      throw error;
    }
  }
  decode(input, options) {
    try {
      return super.decode(input, options);
    } catch (error) {
      if (this.fatal && error instanceof TypeError && !error.message.startsWith('Argument')) {
        throw coded(TypeError, 'ERR_ENCODING_INVALID_ENCODED_DATA', `The encoded data was not valid for encoding ${this.encoding}`);
      }
      throw error;
    }
  }
}

export default { TextEncoder, TextDecoder };
