/** Why a text is not rewritten; caught at the rewriter's entry and turned into a result. */
export class RewriteError extends Error {
  constructor(
    readonly type: 'SyntaxError' | 'Refused',
    message: string,
    /** UTF-16 offset into the parsed text. */
    readonly offset: number,
  ) {
    super(message);
  }
}

/** One-based line and column of an offset, with the line terminators of ECMAScript. */
export function position(text: string, offset: number): { line: number; column: number } {
  const end = Math.min(Math.max(offset, 0), text.length);
  const breaks = /\r\n?|[\n\u2028\u2029]/g;
  let line = 1;
  let start = 0;
  for (let match = breaks.exec(text); match !== null && breaks.lastIndex <= end; match = breaks.exec(text)) {
    line++;
    start = breaks.lastIndex;
  }
  return { line, column: end - start + 1 };
}
