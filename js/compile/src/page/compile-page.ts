import { functionSource, type RewriteRequest, type RewriteResult } from '../../../realm/src/abi';
import { pageConstants } from '../../../realm/src/standard-names';
import type { Rewrite } from '../graph/contract';
import type { PageAnswer, PageFault, PageMeta, PageRequest } from './contract';
import { handlerBody, handlerParameters, isHandlerName } from './handler';

/** UTF-16 units of one text of a page. */
const longestText = 4 << 20;

/**
 * Makes the code file of one text. Whatever the text is, the answer is a file: one with a fault in it registers no functor.
 * Stops: text of the page reaching the browser's parser but as the rewriter printed it, or inside a string.
 */
export function compilePage(rewrite: Rewrite, request: PageRequest): PageAnswer {
  const { goal, key, path, text } = request;
  const described = goal === 'handler' ? `handler:${request.name ?? ''}` : goal;
  const { result, original } = rewritten(rewrite, request);
  const meta: PageMeta = result.ok
    ? { goal: described, key, functions: result.functions, original, ...(result.module && { module: result.module }) }
    : { goal: described, key, functions: [], original: text.length > longestText ? '' : text, error: result.error };
  return {
    file: `__bailey__(${literal(path)},${literal(JSON.stringify(meta))},${result.ok ? result.code : 'null'});`,
    imports: result.ok ? result.module?.imports.map(({ specifier }) => specifier) ?? [] : [],
    ...(!result.ok && { error: result.error }),
  };
}

function rewritten(rewrite: Rewrite, { goal, key, name = '', text }: PageRequest): { result: RewriteResult; original: string } {
  if (text.length > longestText) return { result: refused(`the text has more than ${longestText} characters`), original: text };
  if (goal !== 'handler') return { result: ask(rewrite, { text, goal, key, constants: [] }), original: text };
  if (!isHandlerName(name)) return { result: refused('no event handler has this name'), original: text };
  // By itself first: it must not close the function that it is put into.
  const alone = ask(rewrite, { text, goal: 'function', key, constants: [], parameters: handlerParameters(name) });
  if (!alone.ok) return { result: { ok: false, error: { ...alone.error, line: Math.max(1, alone.error.line - 2) } }, original: text };
  const body = handlerBody(name, text);
  return { result: ask(rewrite, { text: body, goal: 'function', key, constants: [] }), original: functionSource('function', '', body) };
}

/** Binds every constant that the text itself leaves alone. */
function ask(rewrite: Rewrite, request: RewriteRequest): RewriteResult {
  const run = (constants: string[]): RewriteResult =>
    JSON.parse(rewrite(JSON.stringify({ ...request, constants, page: true } satisfies RewriteRequest))) as RewriteResult;
  const result = run([...pageConstants]);
  if (!result.ok) return result;
  const set = new Set([...result.writes, ...result.members]);
  const kept = pageConstants.filter((name) => !set.has(name));
  return kept.length < pageConstants.length ? run(kept) : result;
}

function refused(message: string): { ok: false; error: PageFault } {
  return { ok: false, error: { type: 'Refused', message, line: 1, column: 1 } };
}

/** A string literal on one line, in whatever engine. */
function literal(text: string): string {
  return JSON.stringify(text).replace(/[\u2028\u2029]/g, (c) => c === '\u2028' ? '\\u2028' : '\\u2029');
}
