// Of the port's function only what URL needs here: the encoding is always UTF-8.
const { utf8fromStringLoose } = require('@exodus/bytes/utf8.js');

module.exports = {
  percentEncodeAfterEncoding(encoding, input, set) {
    let text = '';
    for (const c of input) {
      if (c >= ' ' && c <= '~' && !set.includes(c)) text += c;
      else for (const byte of utf8fromStringLoose(c)) text += `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    }
    return text;
  },
};
