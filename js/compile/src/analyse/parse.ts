import { parse } from 'acorn';
import type { Node } from './node';

export type Format = 'commonjs' | 'module';

/** Why a text does not parse; line and column one-based. */
export interface ParseFault { readonly message: string; readonly line: number; readonly column: number }

export type Parsed = { readonly ok: true; readonly format: Format; readonly tree: Node } | { readonly ok: false; readonly format: Format; readonly fault: ParseFault };

export function parseAs(text: string, format: Format): Parsed {
  try {
    const tree = parse(text, {
      ecmaVersion: 'latest', sourceType: format === 'module' ? 'module' : 'script', allowHashBang: true, allowReturnOutsideFunction: format === 'commonjs',
    }) as unknown as Node;
    return { ok: true, format, tree };
  } catch (error) {
    return { ok: false, format, fault: faultOf(error) };
  }
}

/**
 * A `.js` text whose package says nothing of its type: CommonJS if it parses as such, else an ES module if it parses as that. So an
 * `import` or `export` statement, `import.meta` or a top-level `await` decides, as in Node since 22.7. A text that is neither is reported
 * by what it looks like.
 */
export function parseDetecting(text: string): Parsed {
  const commonjs = parseAs(text, 'commonjs');
  if (commonjs.ok || !/\b(?:import|export|await)\b/.test(text)) return commonjs;
  const module = parseAs(text, 'module');
  if (module.ok) return module;
  return /'import' and 'export' may appear|'import\.meta'/.test(commonjs.fault.message) ? module : commonjs;
}

function faultOf(error: unknown): ParseFault {
  const location = (error as { loc?: { line: number; column: number } }).loc;
  if (error instanceof SyntaxError && location) {
    return { message: error.message.replace(/ \(\d+:\d+\)$/, ''), line: location.line, column: location.column + 1 };
  }
  // The stack ran out: the one other way a parser ends.
  return { message: 'The text nests too deeply', line: 1, column: 1 };
}
