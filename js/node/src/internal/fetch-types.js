// What a request and an answer are made of. Powerless, so that those of one package are another's too; the functions below the classes are
// for `internal/fetch` alone.
import { takePieces, wholeBytes, hasBody } from '../fetch/body.js';
import { FormData } from '../fetch/form-data.js';
import { Headers, listOf } from '../fetch/headers.js';
import { Request } from '../fetch/request.js';
import { makeResponse, Response } from '../fetch/response.js';

export default { FormData, Headers, Request, Response, hasBody, listOf, makeResponse, takePieces, wholeBytes };
