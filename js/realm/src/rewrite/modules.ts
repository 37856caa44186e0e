import type {
  ExportDefaultDeclaration, ExportSpecifier, Expression, FunctionDeclaration, Identifier, ImportAttribute, ImportDeclaration, Literal, ModuleDeclaration,
  Program, Statement,
} from 'acorn';
import { thisWords, type ModuleExport, type ModuleRecord, type ModuleRequest } from '../abi.js';
import { classRest } from './classes.js';
import { declaration } from './declarations.js';
import { identifierText, stringLiteral } from './escape.js';
import { expression } from './expressions.js';
import { functionDeclaration } from './functions.js';
import { Level } from './precedence.js';
import type { Printer } from './printer.js';
import { isAnonymousFunction, nameClosing, nameOpening } from './references.js';
import { bodyNames, declaredNames } from './scope.js';
import { statement } from './statements.js';

type Item = Statement | ModuleDeclaration;
type Name = Identifier | Literal;

const nameOf = (node: Name): string => node.type === 'Identifier' ? node.name : String(node.value);

/** What a module asks of others and offers them, found before anything is printed. */
export class ModuleForm {
  readonly imports: ModuleRequest[] = [];
  readonly exports: ModuleExport[] = [];
  readonly stars: string[] = [];
  private readonly requests = new Map<string, ModuleRequest>();
  /** Local names that are declared as functions or classes whose text does not look at `this`. */
  private readonly ignoreThis = new Set<string>();
  /** Where an imported binding comes from, by local name: a re-export of it goes there. */
  private readonly sources = new Map<string, { request: ModuleRequest; imported: string }>();

  constructor(program: Program) {
    const items = program.body as Item[];
    for (const item of items) this.request(item);
    for (const item of items) this.export(item);
  }

  importedNames(): string[] {
    return [...this.sources.keys()];
  }

  namespaceNames(): string[] {
    return this.importedNames().filter((name) => this.sources.get(name)!.imported === '*');
  }

  private request(item: Item): void {
    if (item.type === 'ImportDeclaration') this.import(item);
    else if (item.type === 'ExportAllDeclaration') this.add(item.source, item.attributes);
    else if (item.type === 'ExportNamedDeclaration' && item.source) this.add(item.source, item.attributes);
  }

  /** The entry of a specifier with its attributes; one per pair, in source order. */
  private add(source: Literal, nodes: readonly ImportAttribute[]): ModuleRequest {
    const specifier = String(source.value);
    const pairs = nodes.map((node) => [nameOf(node.key), String(node.value.value)] as [string, string]);
    const key = JSON.stringify([specifier, pairs.sort((a, b) => a[0] < b[0] ? -1 : 1)]);
    let request = this.requests.get(key);
    if (!request) {
      request = { specifier, ...(pairs.length > 0 && { attributes: attributes(pairs) }), names: [] };
      this.requests.set(key, request);
      this.imports.push(request);
    }
    return request;
  }

  private import(node: ImportDeclaration): void {
    const request = this.add(node.source, node.attributes);
    for (const one of node.specifiers) {
      const imported = one.type === 'ImportSpecifier' ? nameOf(one.imported)
        : one.type === 'ImportDefaultSpecifier' ? 'default' : '*';
      request.names.push({ imported, local: one.local.name });
      this.sources.set(one.local.name, { request, imported });
    }
  }

  private export(item: Item): void {
    if (item.type === 'ExportAllDeclaration') {
      const request = this.add(item.source, item.attributes);
      if (item.exported) this.exports.push({ exported: nameOf(item.exported), from: from(request, '*') });
      else this.stars.push(request.specifier);
    } else if (item.type === 'ExportDefaultDeclaration') {
      const { declaration: node } = item;
      const named = (node.type === 'FunctionDeclaration' || node.type === 'ClassDeclaration') && node.id;
      this.exports.push({ exported: 'default', local: named ? named.name : '*default*' });
    } else if (item.type === 'ExportNamedDeclaration') {
      for (const one of item.specifiers) this.specifier(one, item.source ? this.add(item.source, item.attributes) : null);
      if (!item.declaration) return;
      const names: string[] = [];
      if (item.declaration.type === 'VariableDeclaration') declaredNames(item.declaration, names);
      else names.push(item.declaration.id.name);
      for (const name of names) this.exports.push({ exported: name, local: name });
    }
  }

  private specifier(one: ExportSpecifier, request: ModuleRequest | null): void {
    const exported = nameOf(one.exported);
    const local = nameOf(one.local);
    const source = this.sources.get(local);
    if (request) this.exports.push({ exported, from: from(request, local) });
    else if (source) this.exports.push({ exported, from: from(source.request, source.imported) });
    else this.exports.push({ exported, local });
  }

  /** Looks at how an item was printed. */
  printed(item: Item, text: string): void {
    if (thisWords.test(text)) return;
    const node = item.type === 'ExportNamedDeclaration' || item.type === 'ExportDefaultDeclaration' ? item.declaration : item;
    if (node?.type === 'VariableDeclaration') {
      if (node.kind === 'var') return;
      for (const { id, init } of node.declarations) if (id.type === 'Identifier' && init && isFunction(init)) this.ignoreThis.add(id.name);
    } else if (node && isFunction(node)) this.ignoreThis.add(node.type.endsWith('Declaration') ? (node as FunctionDeclaration).id?.name ?? '*default*' : '*default*');
  }

  record(p: Printer): ModuleRecord {
    // A direct eval may assign any name.
    const ignores = (local: string | undefined): boolean => local !== undefined && this.ignoreThis.has(local) && !p.assigned.has(local) && p.scopes.length === 0;
    return {
      imports: this.imports, stars: this.stars,
      exports: this.exports.map((one) => ignores(one.local) ? { ...one, ignoresThis: true as const } : one),
      hasTopLevelAwait: p.topLevelAwait, usesMeta: p.usesMeta,
    };
  }
}

const isFunction = (node: { type: string }): boolean => /^(?:Function|ArrowFunction|Class)(?:Expression|Declaration)$/.test(node.type);

function attributes(pairs: [string, string][]): Record<string, string> {
  const record = Object.create(null) as Record<string, string>;
  for (const [name, value] of pairs) record[name] = value;
  return record;
}

function from(request: ModuleRequest, imported: string): NonNullable<ModuleExport['from']> {
  return { specifier: request.specifier, ...(request.attributes && { attributes: request.attributes }), imported };
}

/** Prints the body of a module's generator: publishes getters of the exports, yields, runs. */
export function moduleBody(p: Printer, program: Program, form: ModuleForm): void {
  const items = program.body as Item[];
  const names = bodyNames(items);
  for (const name of form.importedNames()) p.imports.set(name, name);
  p.namespaces = new Set(form.namespaceNames());
  p.bind(names);
  p.strict = true;
  const { X, D, R } = p.source.names;
  if (items.some(isAnonymousDefaultFunction)) p.out += `${R}.n(${D},"default");`;
  const getters = form.exports.filter((one) => one.local !== undefined).map(({ exported, local }) =>
    // A computed key, since `__proto__` would set the prototype.
    `[${stringLiteral(exported)}]:()=>${local === '*default*' ? D : identifierText(local!)}`);
  p.out += `${X}({${getters.join(',')}});yield;`;
  for (const item of items) {
    const start = p.out.length;
    moduleItem(p, item);
    form.printed(item, p.out.slice(start));
  }
  p.unbind(names);
}

function isAnonymousDefaultFunction(item: Item): boolean {
  return item.type === 'ExportDefaultDeclaration' && item.declaration.type === 'FunctionDeclaration' && !item.declaration.id;
}

function moduleItem(p: Printer, item: Item): void {
  switch (item.type) {
    case 'ImportDeclaration':
    case 'ExportAllDeclaration': break;
    case 'ExportNamedDeclaration':
      if (item.declaration) exported(p, item.declaration);
      break;
    case 'ExportDefaultDeclaration': defaultExport(p, item); break;
    default: statement(p, item);
  }
}

function exported(p: Printer, node: Statement): void {
  if (node.type !== 'VariableDeclaration') {
    statement(p, node);
    return;
  }
  p.at(node.start);
  declaration(p, node);
  p.out += ';';
}

function defaultExport(p: Printer, item: ExportDefaultDeclaration): void {
  const node = item.declaration;
  const { D } = p.source.names;
  p.at(node.start);
  if (node.type === 'FunctionDeclaration') functionDeclaration(p, node, node.id ? undefined : D);
  else if (node.type === 'ClassDeclaration' && node.id) classRest(p, node);
  else {
    const value = node as Expression;
    const named = (node.type as string) === 'ClassDeclaration' || isAnonymousFunction(value);
    p.out += `const ${D}=`;
    if (named) p.out += nameOpening('default');
    if (node.type === 'ClassDeclaration') classRest(p, node);
    else expression(p, value, Level.Assignment);
    if (named) p.out += nameClosing('default');
    p.out += ';';
  }
}
