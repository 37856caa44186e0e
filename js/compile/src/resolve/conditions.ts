export type Kind = 'require' | 'import';

/** `module-sync` since Node 20.19. `node-addons` is absent, as under `--no-addons`: a package that has a way without machine code takes it. */
const always = ['node', 'module-sync'];

/** The conditions of each kind of edge: what the caller states, what Node always adds, and the kind itself. */
export class Conditions {
  readonly require: ReadonlySet<string>;
  readonly import: ReadonlySet<string>;

  constructor(stated: readonly string[] = []) {
    const common = [...stated.filter((name) => name !== 'require' && name !== 'import'), ...always];
    this.require = new Set([...common, 'require']);
    this.import = new Set([...common, 'import']);
  }
}
