import { StringDecoder } from 'port:string_decoder/lib/string_decoder.js';

export default { StringDecoder };
