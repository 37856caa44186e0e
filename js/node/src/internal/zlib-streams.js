// A module of its own, so that its classes are hardened when they are made, which is later than zlib itself.
import { constants } from '../zlib/constants.js';
import { streamOf } from '../zlib/streams.js';

const kinds = { Deflate: 'DEFLATE', Inflate: 'INFLATE', Gzip: 'GZIP', Gunzip: 'GUNZIP', DeflateRaw: 'DEFLATERAW', InflateRaw: 'INFLATERAW', Unzip: 'UNZIP' };

export default Object.fromEntries(Object.entries(kinds).map(([name, mode]) => [name, streamOf(name, constants[mode])]));
