import type { Aliases, Placed } from '../analyse/aliases';
import { literalString, parentOf, propertyName, type Node } from '../analyse/node';
import type { Binding, Reference } from '../analyse/scopes';

// Longer than a path that is worth guessing.
const longest = 1024;

/** The texts of paths that are evident from a program's text. '%' stands for the directory of the text, '%%' for the text's own file. */
export class EvidentPaths {
  readonly #variables = new Map<Binding, string | undefined>();

  constructor(private readonly aliases: Aliases) {}

  /** The path that an expression is, or the folder it is seen to begin with; undefined where neither can be told. */
  of(node: Node | undefined): string | undefined {
    const path = this.#whole(node) ?? (node && this.#folder(node));
    return path === undefined || path === '' || path === '%%' || path.length > longest ? undefined : path;
  }

  /**
   * Paths that are built from the text's own directory, except parts of longer ones and those that load a module. What a text builds so and
   * hands to somebody else is data of its own: `i18n({ directory: resolve(__dirname, '../locales') })`.
   */
  ownData(references: readonly Reference[], calls: readonly Placed[]): string[] {
    const found = new Set<string>();
    const sums = references.filter(({ node, binding }) => !binding && node.name === '__dirname').map(({ node }) => parentOf(node)!);
    const built = calls.map(({ node }) => node).filter((node) => /^(?:join|resolve|URL)$/.test(this.#callee(node) ?? ''));
    for (const node of [...built, ...sums.filter((node) => /^(?:BinaryExpression|TemplateLiteral)$/.test(node.type))]) {
      const path = this.of(node);
      if (path?.startsWith('%/') && !this.#isPart(node)) found.add(path);
    }
    return [...found].sort();
  }

  #whole(node: Node | undefined): string | undefined {
    if (!node) return undefined;
    const literal = literalString(node);
    if (literal !== undefined) return literal;
    switch (node.type) {
      case 'Identifier': return this.#variable(node);
      case 'BinaryExpression': return node.operator === '+' ? this.#concatenated([node.left, node.right]) : undefined;
      case 'TemplateLiteral': return this.#concatenated((node.quasis as Node[]).flatMap((quasi, i) => [quasi, node.expressions[i]]).slice(0, -1));
      case 'TemplateElement': return node.value.cooked ?? undefined;
      case 'MemberExpression': return metaMember(node);
      case 'CallExpression': case 'NewExpression': return this.#called(node);
      default: return undefined;
    }
  }

  #called(node: Node): string | undefined {
    const args = node.arguments as Node[];
    switch (this.#callee(node)) {
      case 'join': case 'resolve': {
        const parts = args.map((part) => this.#whole(part));
        return parts.length > 0 && parts.every((part) => part !== undefined) ? joined(parts) : undefined;
      }
      case 'normalize': case 'fileURLToPath': return this.#whole(args[0]);
      case 'dirname': return this.#whole(args[0]) === '%%' ? '%' : undefined;
      case 'cwd': return node.callee.object?.name === 'process' ? '.' : undefined;
      case 'URL': {
        const relative = args.length === 2 && metaMember(args[1]!) === '%%' ? this.#whole(args[0]) : undefined;
        return relative === undefined || /^(?:[a-z][a-z+.-]*:|[/%])/i.test(relative) ? undefined : `%/${relative}`;
      }
      default: return undefined;
    }
  }

  /** `join(__dirname, 'locales', name)` is somewhere in `%/locales`. Nothing is said of what lies right in the text's own directory. */
  #folder(node: Node): string | undefined {
    if (!/^(?:join|resolve)$/.test(this.#callee(node) ?? '')) return undefined;
    const parts: string[] = [];
    for (const part of node.arguments as Node[]) {
      const text = this.#whole(part);
      if (text === undefined) break;
      parts.push(text);
    }
    const folder = joined(parts);
    return /^%\/./.test(folder) ? folder : undefined;
  }

  /** The name of the function called, also under another name and as `(0, path.join)(…)`. */
  #callee(node: Node): string | undefined {
    let callee = /^(?:Call|New)Expression$/.test(node.type) ? node.callee as Node : undefined;
    if (callee?.type === 'SequenceExpression') callee = callee.expressions.at(-1) as Node;
    if (callee?.type === 'Identifier') return this.aliases.memberOf(callee) ?? callee.name;
    return callee?.type === 'MemberExpression' ? propertyName(callee) : undefined;
  }

  #concatenated(parts: readonly (Node | undefined)[]): string | undefined {
    let text = '';
    for (const part of parts) {
      const next = this.#whole(part);
      if (next === undefined || text.length > longest) return undefined;
      text += next;
    }
    return text;
  }

  #variable(node: Node): string | undefined {
    const binding = this.aliases.bindingOf(node);
    if (!binding) return node.name === '__dirname' ? '%' : node.name === '__filename' ? '%%' : undefined;
    if (this.#variables.has(binding)) return this.#variables.get(binding);
    this.#variables.set(binding, undefined); // a circle says nothing
    const path = this.#whole(this.aliases.valueOf(binding));
    this.#variables.set(binding, path);
    return path;
  }

  /** Whether an expression only serves to build a longer path that is evident too, or to load a module. */
  #isPart(node: Node, depth = 0): boolean {
    const parent = parentOf(node);
    if (!parent || depth > 8) return false;
    if (parent.type === 'ImportExpression') return true;
    if (/^(?:Call|New)Expression$/.test(parent.type)) {
      if (parent.callee === node) return false;
      const name = this.#callee(parent);
      return name === 'require' || name === 'createRequire' || (parent.callee.type === 'MemberExpression' && parent.callee.object.name === 'require') || this.of(parent) !== undefined;
    }
    if (parent.type === 'BinaryExpression' || parent.type === 'TemplateLiteral') return this.of(parent) !== undefined;
    if (parent.type !== 'VariableDeclarator' || parent.id.type !== 'Identifier') return false;
    const uses = this.aliases.usesOf(parent.id);
    return uses.length > 0 && uses.every((use) => this.#isPart(use, depth + 1));
  }
}

/** A later part that begins at a directory of its own forgets the ones before it. */
function joined(parts: readonly string[]): string {
  return parts.slice(Math.max(0, parts.findLastIndex((part) => part.startsWith('%')))).join('/');
}

/** `import.meta.url`, `import.meta.dirname`, `import.meta.filename`. */
function metaMember(node: Node): string | undefined {
  if (node.type !== 'MemberExpression' || node.object.type !== 'MetaProperty') return undefined;
  const name = propertyName(node);
  return name === 'dirname' ? '%' : name === 'url' || name === 'filename' ? '%%' : undefined;
}
