import type { Program } from 'acorn';
import type { StaticScope } from '../abi.js';
import { RewriteError } from './errors.js';
import { freeNames } from './free-names.js';
import { parse } from './parse.js';

/**
 * Parses the printed program again, as the engine will, and checks what it can reach by name: nothing but the engine's
 * `eval`, and that only as `eval(R.d(...))`.
 * `runtime` is the name printed for R. `outer` is given for the text of a direct eval: the names it may use.
 * Stops: a mistake of the printer or of its scopes that would let a name, an import or an eval through to the engine.
 * Does not stop: a grammar that parser and engine read differently (printing from the tree does).
 */
export function verify(code: string, runtime: string, outer: StaticScope | undefined): void {
  const program = parsed(code, outer);
  const [first, ...others] = program.body;
  if (!outer && (others.length > 0 || first?.type !== 'ExpressionStatement' || first.end !== code.length)) {
    throw new RewriteError('Refused', 'cannot be printed as one expression', 0);
  }
  const allowed = new Set(outer ? [...outer.names, ...outer.internal, ...outer.withs.map(({ object }) => object)] : []);
  for (const name of freeNames(program, runtime)) {
    if (!allowed.has(name)) throw new RewriteError('Refused', `cannot be printed without the free name ${name}`, 0);
  }
}

function parsed(code: string, outer: StaticScope | undefined): Program {
  try {
    return parse(code, outer ? 'direct-eval' : 'script', outer);
  } catch (error) {
    if (!(error instanceof RewriteError) || error.type === 'Refused') throw error;
    throw new RewriteError('Refused', `cannot be printed: ${error.message}`, 0);
  }
}
