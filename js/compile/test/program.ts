import { createCompiler } from '../src/compiler';
import type { Compiled, GraphAnswer, GraphRequest, Link, ResolveAnswer, Rewrite } from '../src/graph/contract';
import { memoryHost, type MemoryHost, type Tree } from './memory-host';

/** Stands in for the rewriter where a test is about the graph: the text with its goal and constants in front. */
export const plainRewrite: Rewrite = (json) => {
  const { text, goal, constants } = JSON.parse(json) as { text: string; goal: string; constants: string[] };
  return JSON.stringify({ ok: true, code: `/*${goal} ${constants.join(' ')}*/${text}`, functions: [] });
};

export interface Compiled1 { answer: GraphAnswer; host: MemoryHost; module(id: string): Compiled; link(id: string, specifier: string): Link | undefined; ids: string[]; resolve(from: string, specifier: string, kind?: 'require' | 'import'): ResolveAnswer }

/** Compiles a tree from an entry and gives handles on the answer. */
export function compileTree(tree: Tree, request: Partial<GraphRequest> = {}, options: Parameters<typeof memoryHost>[1] & { rewrite?: Rewrite } = {}): Compiled1 {
  const host = memoryHost(tree, options);
  const compiler = createCompiler(host, options.rewrite ?? plainRewrite);
  const answer = JSON.parse(compiler.graph(JSON.stringify({ entry: '/app/index.js', ...request }))) as GraphAnswer;
  const modules = new Map((answer.graph.modules as Compiled[]).map((module) => [module.id, module]));
  return {
    answer, host, ids: [...modules.keys()],
    module(id) {
      const found = modules.get(id);
      if (!found) throw new Error(`no module ${id} among ${[...modules.keys()].join(' ')}`);
      return found;
    },
    link(id, specifier) {
      const { links = {} } = this.module(id);
      return Object.hasOwn(links, specifier) ? links[specifier] : undefined;
    },
    resolve: (from, specifier, kind = 'require') => JSON.parse(compiler.resolve(JSON.stringify({ from, specifier, kind }))) as ResolveAnswer,
  };
}
