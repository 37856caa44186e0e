import port from 'port:tr46';

export default { toASCII: port.toASCII, toUnicode: port.toUnicode };
