import { Aliases, globalObjects, type Placed } from '../analyse/aliases';
import type { Node } from '../analyse/node';
import type { Format } from '../analyse/parse';
import { requireNames, type Declaration } from '../analyse/requires';
import { resolveScopes, type Binding, type Reference, type Scope } from '../analyse/scopes';
import { builtinName } from '../resolve/builtins';
import { chainOf, declaredBy } from './chains';
import { inspectNeeds, type TextNeeds } from './needs';
import { grantedNames, languageNames, moduleNames } from './language';
import { joinPath, keepTopmost, note, type Use } from './paths';

/** What one text asks for. Plain data: it is cached as JSON. */
export interface Inspection {
  readonly globals: readonly (readonly [path: string, use: Use])[];
  /** Builtins by the name they are asked for (`node:fs` stays so), with members where only members are used: `fs.readFileSync`. */
  readonly builtins: readonly string[];
  readonly needs: TextNeeds;
}

export function inspect(tree: Node, format: Format): Inspection {
  const calls: Placed[] = [];
  const functions = new Map<Node, Scope>();
  const returns: Node[] = [];
  const imports: Node[] = [];
  const declarations: Declaration[] = [];
  const references = resolveScopes(tree, (node, scope) => {
    if (node.type === 'CallExpression' || node.type === 'NewExpression') calls.push({ node, scope });
    else if (node.type === 'VariableDeclaration') declarations.push({ node, scope });
    else if (node.type === 'ReturnStatement') returns.push(node);
    else if (/^(?:Import|Export\w+)Declaration$|^ImportExpression$/.test(node.type)) imports.push(node);
  }, functions);
  const free = references.filter((reference) => !reference.binding);
  const aliases = new Aliases(references, declarations, calls, functions, returns);
  const requires = requireNames(references, declarations, () => aliases);
  const builtins = new Set<string>();
  const done = new Map<Binding, Set<string>>();
  for (const call of calls) if (call.node.type === 'CallExpression' && requires.has(call.node.callee)) requiredBuiltin(call, builtins, done);
  for (const node of imports) importedBuiltin(node, builtins);
  const globals = globalsOf(free, format);
  for (const { node, binding } of references) if (binding) aliasedGlobals(node, aliases, globals);
  keepTopmost(globals);
  return { globals: [...globals], builtins: [...builtins], needs: inspectNeeds(references, aliases, calls, [...builtins]) };
}

/** `root.setTimeout`, where `root` is a variable for the global object. LavaMoat does not see these. */
function aliasedGlobals(node: Node, aliases: Aliases, globals: Map<string, Use>): void {
  for (const path of aliases.of(node)) {
    const keys = [...path, ...chainOf(node).keys];
    if (grantedNames.has(keys[0]!)) note(globals, joinPath(keys), 'read');
  }
}

/** Free names that are no part of the language, as the longest member chains in use. */
function globalsOf(free: readonly Reference[], format: Format): Map<string, Use> {
  const uses = new Map<string, Use>();
  const ignored = moduleNames[format];
  for (const { node } of free) {
    if (ignored.has(node.name) || isPassedOver(node)) continue;
    const chain = chainOf(node);
    const keys = globalObjects.has(node.name) ? chain.keys : [node.name as string, ...chain.keys];
    // LavaMoat sees what a chain is used for only where it has one member at most; longer ones are read as they stand.
    const isShort = chain.keys.length <= 1;
    const use: Use = isShort && chain.parent?.type === 'AssignmentExpression' && chain.parent.left === chain.top ? 'write' : 'read';
    const taken = isShort && chain.parent?.type === 'VariableDeclarator' && /^(?:Object|Array)Pattern$/.test(chain.parent.id.type)
      ? declaredBy(chain.parent.id, keys).map((declared) => declared.keys)
      : [keys];
    for (const path of taken) {
      const top = path[0];
      if (top === undefined || languageNames.has(top) || ignored.has(top)) continue;
      note(uses, joinPath(path), use);
    }
  }
  return uses;
}

/** Places where LavaMoat does not look for a global: computed keys and rest targets. */
function isPassedOver(node: Node): boolean {
  const parent = node.parent;
  switch (parent?.type) {
    case 'MemberExpression': return parent.property === node;
    case 'Property': case 'MethodDefinition': case 'PropertyDefinition': return parent.key === node;
    case 'RestElement': return true;
    default: return false;
  }
}

/** `require('fs').a`, `const {a} = require('fs')`, `const fs = require('fs'); fs.a` all name `fs.a`. */
function requiredBuiltin({ node, scope }: Placed, builtins: Set<string>, done: Map<Binding, Set<string>>): void {
  const argument = node.arguments[0] as Node | undefined;
  if (argument?.type !== 'Literal' || typeof argument.value !== 'string' || builtinName(argument.value) === undefined) return;
  const chain = chainOf(node);
  const keys = [argument.value, ...chain.keys];
  if (chain.parent?.type !== 'VariableDeclarator' || chain.keys.length > 1) {
    builtins.add(joinPath(keys));
    return;
  }
  const exported = chain.parent.parent?.parent?.type === 'ExportNamedDeclaration';
  for (const declared of declaredBy(chain.parent.id, keys)) {
    // A variable declared again and again by the same call is looked at once.
    const binding = declared.name === undefined ? undefined : scope.lookup(declared.name);
    const path = joinPath(declared.keys);
    if (binding && done.get(binding)?.has(path)) continue;
    if (binding) done.set(binding, (done.get(binding) ?? new Set()).add(path));
    const uses = binding?.references.filter(isRead) ?? [];
    if (uses.length === 0 || exported) builtins.add(path);
    for (const use of uses) builtins.add(joinPath([...declared.keys, ...chainOf(use.node).keys]));
  }
}

function isRead({ node, write }: Reference): boolean {
  return !write || node.parent?.type === 'UpdateExpression' || /^For(?:In|Of)Statement$/.test(node.parent?.type ?? '');
}

function importedBuiltin(node: Node, builtins: Set<string>): void {
  const source: unknown = node.source?.value;
  if (typeof source !== 'string' || builtinName(source) === undefined) return;
  const specifiers = (node.specifiers ?? []) as Node[];
  const named = (specifier: Node, field: 'imported' | 'local') => (specifier[field].name ?? specifier[field].value) as string;
  if (node.type === 'ImportDeclaration' && specifiers.length > 0) {
    // The default export of a builtin is the whole of it.
    for (const specifier of specifiers) {
      const name = specifier.type === 'ImportSpecifier' ? named(specifier, 'imported') : 'default';
      builtins.add(name === 'default' ? source : joinPath([source, name]));
    }
  } else if (node.type === 'ExportNamedDeclaration' && specifiers.length > 0) {
    for (const specifier of specifiers) {
      const name = named(specifier, 'local');
      builtins.add(name === 'default' ? source : joinPath([source, name]));
    }
  } else {
    builtins.add(source);
  }
}
