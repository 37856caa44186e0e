import type { Program, Statement } from 'acorn';
import { identifierText, stringLiteral } from './escape.js';
import type { Printer } from './printer.js';
import { functionNames, isStrict, lexicalNames, varNames } from './scope.js';
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
    const checked = lexicals.filter((name) => !p.source.constants.has(name));
    if (checked.length + last.length + others.length > 0) {
      const list = (names: readonly string[]): string => `[${names.map(stringLiteral).join(',')}]`;
      p.out += `${R}.g(${list(checked)},${list(others)},${list(last)},[${last.map(identifierText).join(',')}],${indirectEval});`;
    }
  }
  p.completion = true;
  statements(p, items);
  p.out += `return ${C};`;
  p.unbind(local);
}
