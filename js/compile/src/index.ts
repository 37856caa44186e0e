/** The compile worker's bundle. The rewriter is part of it; the realm never is. */
import { rewrite } from '../../realm/src/rewrite';
import { createCompiler, type Compiler } from './compiler';
import type { CompileHost } from './host';

declare const globalThis: { start?: unknown; compile?: Compiler };

/** Takes the host's callbacks and offers the compiler, also as `globalThis.compile`. Called once. */
export function start(host: CompileHost): Compiler {
  const compile = createCompiler(host, rewrite);
  globalThis.compile = compile;
  return compile;
}

globalThis.start = start;
