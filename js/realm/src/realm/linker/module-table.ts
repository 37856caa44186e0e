/** All compiled modules of the guest and where their specifiers lead. */
import { functionMarker } from '../../abi.js';
import { registerText } from '../function-text.js';
import type { CompiledModule, Host, LateRequest, Link, ModuleAnswer } from '../host.js';
import { hasOwn, parseJson, stringifyJson } from '../primordials.js';

export type LinkKind = 'require' | 'import';

/** Who asks for a link: a module, or a text that belongs to a package only. */
export interface Referrer { readonly id: string; readonly package: string; readonly module?: CompiledModule }

export class ModuleTable {
  readonly #modules = new Map<string, CompiledModule>();
  readonly #late = new Map<string, Link>();
  readonly #host: Host;

  constructor(host: Host) { this.#host = host; }

  /** Adds modules; one that is known keeps its first text, as its instance may exist already. */
  add(modules: readonly CompiledModule[]): void {
    for (const module of modules) {
      if (this.#modules.has(module.id)) continue;
      this.#modules.set(module.id, module);
      const key = module.key ?? lastKey(module.code);
      if (key !== undefined) registerText(key, { original: module.original ?? '', functions: module.functions ?? [], scopes: module.scopes ?? [] }, module.package);
    }
  }

  get(id: string): CompiledModule | undefined { return this.#modules.get(id); }

  /** The modules of one package, in the order of their arrival. */
  *of(packageName: string): Iterable<CompiledModule> {
    for (const module of this.#modules.values()) if (module.package === packageName) yield module;
  }

  /** Where a specifier leads; asks the host where the graph does not say. */
  link(from: Referrer, specifier: string, kind: LinkKind): Link {
    const links = from.module?.links;
    const importLinks = kind === 'import' ? from.module?.importLinks : undefined;
    if (importLinks !== undefined && hasOwn(importLinks, specifier)) return importLinks[specifier]!;
    if (links !== undefined && hasOwn(links, specifier)) return links[specifier]!;
    const key = stringifyJson([from.id, kind, specifier]);
    let link = this.#late.get(key);
    if (link === undefined) {
      const request: LateRequest = { from: from.id, specifier, kind, package: from.package };
      const answer = parseJson(this.#host.module(stringifyJson(request))) as ModuleAnswer;
      if (answer.modules !== undefined) this.add(answer.modules);
      link = answer.link;
      this.#late.set(key, link);
    }
    return link;
  }
}

/** The key in the last function marker of a printed text: behind it comes no guest string. */
function lastKey(code: string): string | undefined {
  const start = code.lastIndexOf('/*#');
  if (start < 0) return undefined;
  const end = code.indexOf('*/', start);
  return functionMarker.exec(code.slice(start, end + 3))?.[1];
}
