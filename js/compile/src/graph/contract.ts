import type { CompiledModule, LavaMoatPolicy, Link, ModuleGraph } from '../../../realm/src/realm/host';
import type { Finding } from '../host';

/** `compile.graph`: the whole program from its entry. */
export interface GraphRequest {
  /** Guest path of the entry; extensions and directories are searched as `node <path>` does. */
  readonly entry: string;
  /** LavaMoat's policy, merged; its "write" globals are never constants. */
  readonly policy?: LavaMoatPolicy;
  /** Package conditions beside those Node always has. `require` and `import` are set per edge, whatever is stated. */
  readonly conditions?: readonly string[];
  /** Globals that may be bound as constants where nothing writes them; absent: the standard ones. */
  readonly constants?: readonly string[];
  /** Names this program for later `resolve` calls; one program at a time needs none. */
  readonly session?: string;
}
export interface GraphAnswer { readonly graph: ModuleGraph; readonly findings: readonly Finding[] }

/** `compile.resolve`: one specifier that the graph did not foresee. */
export interface ResolveRequest {
  /** Guest path (module id) of the asking file; a path with a trailing slash asks from inside that directory. */
  readonly from: string;
  readonly specifier: string;
  readonly kind: 'require' | 'import';
  readonly package?: string;
  readonly session?: string;
}
/** Where the specifier leads, and the modules that are not known to the realm yet. */
export interface ResolveAnswer { readonly link: Link; readonly modules: readonly Compiled[]; readonly findings: readonly Finding[] }

/**
 * A module as the realm takes it. `links` answers `require`, and `import` where `importLinks` says nothing else about the specifier.
 * A module whose text does not parse carries `error`, and code that throws it.
 */
export interface Compiled extends CompiledModule {
  readonly error?: { readonly type: 'SyntaxError'; readonly message: string; readonly line: number; readonly column: number };
}

/** What the rewriter answers; the fields that the graph passes on. */
export type Rewritten =
  | { readonly ok: true; readonly code: string; readonly functions: readonly number[]; readonly scopes?: readonly unknown[]; readonly module?: CompiledModule['module'] }
  | { readonly ok: false; readonly error: { readonly type: string; readonly message: string; readonly line: number; readonly column: number } };

/** The rewriter: request JSON in, result JSON out, never throws. */
export type Rewrite = (requestJson: string) => string;

export type { CompiledModule, LavaMoatPolicy, Link, ModuleGraph };
