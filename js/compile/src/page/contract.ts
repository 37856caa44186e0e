import type { RewriteResult } from '../../../realm/src/abi';

/** `compile.page`: one text of a web page. */
export interface PageRequest {
  /** What the code file registers under: its path below `/__bailey/code/`, without the query. */
  readonly path: string;
  /** Names the text in function markers; see `RewriteRequest.key`. */
  readonly key: string;
  readonly goal: 'script' | 'module' | 'handler';
  /** Goal `handler`: the attribute's name, lower case. */
  readonly name?: string;
  readonly text: string;
}

export interface PageAnswer {
  /** The code file: one statement. */
  readonly file: string;
  /** What a module asks for by `import` and `export from`, in source order. */
  readonly imports: readonly string[];
  readonly error?: PageFault;
}

export type PageFault = Extract<RewriteResult, { ok: false }>['error'];

/** What a code file tells the shell of its functor. */
export interface PageMeta {
  readonly goal: string;
  readonly key: string;
  readonly functions: readonly number[];
  /** The text that `functions` index. */
  readonly original: string;
  readonly module?: unknown;
  readonly error?: PageFault;
}
