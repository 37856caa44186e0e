import type { GraphAnswer, GraphRequest, ResolveAnswer, ResolveRequest, Rewrite } from './graph/contract';
import { Program } from './graph/program';
import type { CompileHost } from './host';
import { compilePage } from './page/compile-page';
import type { PageAnswer, PageRequest } from './page/contract';
import { initPolicy, type InitRequest } from './policy/init';

/** What the compile worker offers: JSON in, JSON out. A program's text never makes these throw; a malformed request does. */
export interface Compiler {
  /** GraphRequest -> GraphAnswer. Starts the session's program anew. */
  graph(requestJson: string): string;
  /** ResolveRequest -> ResolveAnswer. Needs a `graph` before. */
  resolve(requestJson: string): string;
  /** InitRequest -> InitAnswer: the policy a program asks for. Independent of the others. */
  init(requestJson: string): string;
  /** PageRequest -> PageAnswer: the code file of one text of a web page. Independent of the others. */
  page(requestJson: string): string;
}

export function createCompiler(host: CompileHost, rewrite: Rewrite): Compiler {
  const programs = new Map<string, Program>();
  return Object.freeze({
    graph(requestJson: string): string {
      const request = JSON.parse(requestJson) as GraphRequest;
      const program = new Program(host, rewrite, request);
      programs.set(request.session ?? '', program);
      const answer: GraphAnswer = program.graph(request.entry);
      return JSON.stringify(answer);
    },
    resolve(requestJson: string): string {
      const request = JSON.parse(requestJson) as ResolveRequest;
      const program = programs.get(request.session ?? '');
      if (!program) throw new Error('resolve was called before graph');
      const answer: ResolveAnswer = program.resolve(request);
      return JSON.stringify(answer);
    },
    init(requestJson: string): string {
      const request = JSON.parse(requestJson) as InitRequest;
      return JSON.stringify(initPolicy(new Program(host, rewrite, request, false), request));
    },
    page(requestJson: string): string {
      return JSON.stringify(compilePage(rewrite, JSON.parse(requestJson) as PageRequest) satisfies PageAnswer);
    },
  });
}
