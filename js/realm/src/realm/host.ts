/**
 * The contract between the realm and whatever runs it (a worker, a test).
 * The realm sees nothing of the world but one `Host`; the host sees nothing of the realm but one `Kernel`.
 */

/** Answer of a synchronous broker call: JSON text, and bytes if the method has any. `{"error":{…}}` is an error. */
export interface CallAnswer { readonly json: string; readonly data?: ArrayBuffer }

/** Callbacks of the host. Each throws an Error with a constant text on misuse. All run on the engine's one thread. */
export interface Host {
  /** Evaluates a printed program in this context; `url` is what stacks show. Returns its completion value. */
  evaluate(text: string, url: string): unknown;
  /** The rewriter, in the trusted context: RewriteRequest JSON in, RewriteResult JSON out. Never throws. */
  rewrite(requestJson: string): string;
  /** A link that the graph lacks: LateRequest JSON in, ModuleAnswer JSON out. Blocks until the compile worker answers. */
  module(requestJson: string): string;
  /** A broker call that blocks. */
  call(method: string, json: string, data?: ArrayBuffer): CallAnswer;
  /** A broker call that is answered by `kernel.dispatch('done', id, json, data)`. */
  begin(id: number, method: string, json: string, data?: ArrayBuffer): void;
  /** Guest text for stdout (1) or stderr (2); escaped by the host where it is shown. */
  write(stream: 1 | 2, text: string): void;
  writeBytes(stream: 1 | 2, data: ArrayBuffer): void;
  /** Asks for `kernel.dispatch('timer', id)` once, not earlier than `milliseconds` from now. */
  timer(id: number, milliseconds: number): void;
  cancelTimer(id: number): void;
  /** At most 65536 bytes. */
  random(byteCount: number): ArrayBuffer;
  /** Bytes as text; undefined where `utf8-strict` finds them malformed. A function of the bytes alone, like `encode`. */
  decode(encoding: 'utf8' | 'utf8-strict' | 'latin1' | 'ascii' | 'utf16le', bytes: ArrayBuffer): string | undefined;
  encode(encoding: 'utf8' | 'latin1' | 'utf16le', text: string): ArrayBuffer;
  /** Milliseconds since the epoch, already as coarse as the policy says (virtual time included). */
  now(): number;
  /** Milliseconds since some fixed moment, as coarse as `now`. */
  monotonic(): number;
  /** Text of `node/<name>.js`, rewritten at build time (goal commonjs). */
  builtin(name: string): string;
  /** Ends the guest. Code that runs afterwards is the host's to stop. */
  exit(code: number): void;
  /** Data the host hands in on demand; 'node/index.json' is the index of the node: modules, '' if there is none. */
  inspect(kind: string): string;
}

export type DispatchKind = 'done' | 'timer' | 'stdin' | 'signal' | 'message';

/** What `boot` returns. Frozen. Every member may run guest code; none throws a guest's error except `evaluate`. */
export interface Kernel {
  /** Takes the GuestConfiguration, once, before anything else. */
  configure(json: string): void;
  /** Adds a ModuleGraph; may be called again. Modules that are known already stay as they are. */
  load(graphJson: string): void;
  /** Makes what nearly every program asks for first, of the `node:` modules; runs nothing of the guest's. */
  prepare(): void;
  /** Starts the entry module. Its end is told by `host.exit`. `tag` marks values beyond JSON on their way between host and guest. */
  run(entryId: string, tag?: string): void;
  /** Evaluates a script in a package's compartment and returns its completion value; throws what the script throws. */
  evaluate(packageName: string, text: string, url: string): unknown;
  /** Delivers one event from the host's loop. */
  dispatch(kind: DispatchKind, id: number, json: string, data?: ArrayBuffer): void;
  /**
   * A promise was still without a handler when the microtasks had run dry. The host wires the engine's own hook
   * (JSGlobalContextSetUnhandledRejectionCallback) to it; nothing in ECMAScript can observe this from inside.
   */
  rejected(promise: unknown, reason: unknown): void;
  /** What lockdown met that its tables do not know: one line each, for the log. */
  readonly findings: readonly string[];
  /** The reachability oracle's OracleReport as JSON; only present when `options.oracle` is true. */
  oracle?(): string;
}

export interface BootOptions { readonly oracle?: boolean }

/** LavaMoat's policy, merged. */
export interface LavaMoatPolicy {
  readonly resources: Readonly<Record<string, PackagePolicy>>;
  readonly root?: { readonly usePolicy: string };
}
export interface PackagePolicy {
  readonly globals?: Readonly<Record<string, boolean | 'read' | 'write' | 'redefine'>>;
  readonly builtin?: Readonly<Record<string, boolean>>;
  readonly packages?: Readonly<Record<string, boolean>>;
}

/** What one package may have less of than the guest as a whole. */
export interface Narrowing { readonly clock?: 'real' | 'virtual' | 'none'; readonly random?: 'real' | 'none'; readonly dynamicCode?: boolean }

/** `members`: the index is the number. What is not granted is named, so that its use can be refused. */
export interface HostOffer {
  readonly stays: boolean;
  readonly members: readonly { readonly name: string; readonly kind: 'function' | 'readable' | 'writable'; readonly granted: boolean }[];
}

export interface GuestConfiguration extends Required<Narrowing> {
  readonly policy: LavaMoatPolicy;
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  /** How a package's exports reach other packages; absent: locked. */
  readonly exports?: Readonly<Record<string, 'lock' | 'harden' | 'copy' | 'open'>>;
  readonly seed?: number;
  /** What a .NET program hands in; absent where none embeds this guest. */
  readonly host?: HostOffer;
  /** Per-package narrowing, by canonical name. */
  readonly packages?: Readonly<Record<string, Narrowing>>;
  /** Globals that are constants in a package without compiled modules; absent: every standard one. */
  readonly constants?: readonly string[];
}

export type Link =
  | { readonly module: string }
  | { readonly builtin: string }
  | { readonly missing: string; readonly code?: string }
  /** The message, and what the audit says: no policy allows it. */
  | { readonly denied: string; readonly kind: 'native' | 'unsupported'; readonly subject: string };

export interface StaticImport {
  readonly specifier: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly names: readonly { readonly imported: string; readonly local: string }[];
}
export interface StaticExport {
  readonly exported: string;
  readonly local?: string;
  readonly from?: { readonly specifier: string; readonly attributes?: Readonly<Record<string, string>>; readonly imported: string };
}
export interface ModuleShape {
  readonly imports: readonly StaticImport[];
  readonly exports: readonly StaticExport[];
  readonly stars: readonly string[];
  readonly hasTopLevelAwait: boolean;
  readonly usesMeta: boolean;
}

export interface CompiledModule {
  /** Guest path, e.g. `/app/node_modules/a/index.js`. */
  readonly id: string;
  /** Canonical name of the package; `$root$` for the program itself. */
  readonly package: string;
  readonly format: 'commonjs' | 'module' | 'json';
  readonly code: string;
  /** Flattened [start, end] pairs into `original`. */
  readonly functions?: readonly number[];
  readonly original?: string;
  /** The name in this text's function markers; found in `code` when absent. */
  readonly key?: string;
  readonly scopes?: readonly unknown[];
  readonly module?: ModuleShape;
  readonly cjsExports?: readonly string[];
  readonly constants?: readonly string[];
  readonly links?: Readonly<Record<string, Link>>;
  readonly importLinks?: Readonly<Record<string, Link>>;
  /** The text does not parse: an import fails with this before anything runs; `code` throws it for `require`. */
  readonly error?: { readonly type: 'SyntaxError'; readonly message: string };
}
export interface ModuleGraph { readonly modules: readonly CompiledModule[]; readonly entry?: string }

export interface LateRequest { readonly from: string; readonly specifier: string; readonly kind: 'require' | 'import'; readonly package: string }
/** Answer to a LateRequest: where the specifier leads, and the modules that came with it. */
export interface ModuleAnswer { readonly link: Link; readonly modules?: readonly CompiledModule[] }

/** One entry of `node/index.json`. */
export interface BuiltinEntry {
  readonly file: string;
  readonly imports: readonly string[];
  readonly shared: boolean;
  readonly powers?: readonly string[];
  readonly globals?: Readonly<Record<string, string>>;
}
