import type { Program, Statement } from 'acorn';
import { identifierText, stringLiteral } from './escape.js';
import type { Printer } from './printer.js';
import { declaredNames, functionNames, isStrict, lexicalNames, varNames } from './scope.js';
import { statements } from './statements.js';

/**
 * Prints the body of a script: its var and function declarations are made on the global by `R.g` before the first statement
 * (GlobalDeclarationInstantiation), its let, const and class stay local, its completion value is returned.
 * `indirectEval`: the same for the text of an indirect eval (EvalDeclarationInstantiation).
 */
export function scriptBody(p: Printer, program: Program, indirectEval: boolean): void {
  const items = program.body as Statement[];
  const { C, R } = p.source.names;
  const lexicals: string[] = [];
  const functions: string[] = [];
  const variables: string[] = [];
  lexicalNames(items, lexicals);
  functionNames(items, functions);
  varNames(items, variables);
  p.strict = isStrict(items);
  const ownVariables = indirectEval && p.strict;
  const local = ownVariables ? [...lexicals, ...functions, ...variables] : lexicals;
  p.bind(local);
  p.out += `var ${C};`;
  if (!ownVariables) {
    p.inGlobalVarScope = true;
    p.globals = new Set([...functions, ...variables]);
    for (const name of p.globals) p.writes.add(name);
    // The last declaration of a function wins, and takes its place in the order.
    const last = [...new Set(functions.reverse())].reverse();
    const isFunction = new Set(functions);
    const others = [...new Set(variables)].filter((name) => !isFunction.has(name));
    // A constant is not configurable, but would be without us: a local of its name is allowed, as over any other built-in.
    const checked = p.source.page ? lexicals : lexicals.filter((name) => !p.source.constants.has(name));
    if (checked.length + last.length + others.length > 0) {
      const list = (names: readonly string[]): string => `[${names.map(stringLiteral).join(',')}]`;
      p.out += `${R}.g(${list(checked)},${list(others)},${list(last)},[${last.map(identifierText).join(',')}],${indirectEval});`;
    }
    if (p.source.page && lexicals.length > 0) p.out += `${R}.l({${lexicalAccessors(p, items).join(',')}});`;
  }
  p.completion = true;
  statements(p, items);
  p.out += `return ${C};`;
  p.unbind(local);
}

/** Accessors by which other texts of a page reach its let, const and class: a const has no setter, and a binding that is not made yet throws. */
function lexicalAccessors(p: Printer, items: readonly Statement[]): string[] {
  const parameter = `${p.source.names.W}_v`;
  return items.flatMap((item) => {
    const names: string[] = [];
    if (item.type === 'VariableDeclaration' && item.kind !== 'var') declaredNames(item, names);
    else if (item.type === 'ClassDeclaration') names.push(item.id.name);
    const isConstant = item.type === 'VariableDeclaration' && item.kind === 'const';
    return names.map((name) => {
      const local = identifierText(name);
      const key = stringLiteral(name);
      return `get [${key}](){return ${local}}${isConstant ? '' : `,set [${key}](${parameter}){${local}=${parameter}}`}`;
    });
  });
}
