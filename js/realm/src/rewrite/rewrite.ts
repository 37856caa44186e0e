import type { FunctionDeclaration, Program, Statement } from 'acorn';
import { functionSource, type RewriteRequest, type RewriteResult, type RewriteSuccess, type StaticScope } from '../abi.js';
import { position, RewriteError } from './errors.js';
import { identifierText, keyText } from './escape.js';
import { functionKeyword, functionRest } from './functions.js';
import { ModuleForm, moduleBody } from './modules.js';
import { chooseNames, type InternalNames } from './names.js';
import { parse, parseFunction } from './parse.js';
import { constructedFunction, plainFunction, Printer, type FunctionContext, type Source } from './printer.js';
import { readStaticScope } from './static-scope.js';
import { Bindings, bodyNames, isStrict, lexicalNames } from './scope.js';
import { scriptBody } from './script.js';
import { statements } from './statements.js';
import { verify } from './verify.js';

const commonjsParameters = ['exports', 'require', 'module', '__filename', '__dirname'];

/** Globals that cannot be the name of a constant in strict code, or are bound by the printed code around a body. */
const neverConstant = new Set(['eval', 'arguments', 'anonymous', 'undefined', 'NaN', 'Infinity']);

/**
 * Rewrites one source. Pure; never throws; the result of every text is a value.
 * Stops: free names reaching the engine's global, `import` and `eval` reaching the engine's own, text the engine reads
 * otherwise than the parser did (the output is printed from the tree and verified). Does not stop: what the compartment's
 * global offers.
 */
export function rewriteSource(request: RewriteRequest): RewriteResult {
  const kind = request.kind ?? 'function';
  const text = request.goal === 'function' ? functionSource(kind, request.parameters ?? '', request.text) : request.text;
  try {
    return rewriteText(request, text);
  } catch (error) {
    // The stack's end is the only RangeError here; where it ends depends on the host's thread, not on the guest's luck.
    const failure = error instanceof RewriteError ? error
      : error instanceof RangeError ? new RewriteError('Refused', 'nested too deeply', 0)
      : new RewriteError('Refused', `cannot be rewritten: ${String((error as Error)?.message)}`, 0);
    return { ok: false, error: { type: failure.type, message: failure.message, ...position(String(text), failure.offset) } };
  }
}

function rewriteText(request: RewriteRequest, text: string): RewriteSuccess {
  const { goal, key } = request;
  if (typeof text !== 'string') throw new RewriteError('Refused', 'malformed text', 0);
  if (!/^[A-Za-z0-9_-]{1,40}$/.test(key)) throw new RewriteError('Refused', 'malformed key', 0);
  const outer = goal === 'direct-eval' ? readStaticScope(request.scope) : undefined;
  const kind = request.kind ?? 'function';
  const program = goal === 'function' ? undefined : parse(text, goal, outer);
  const names = outer ? outerNames(outer) : chooseNames(text);
  const constants = new Set(request.constants.filter((name) => !neverConstant.has(name)));
  const p = new Printer({ text, goal, key, kind, constants: outer ? new Set() : constants, page: request.page === true, names, outer });
  let form: ModuleForm | undefined;
  switch (goal) {
    case 'script': scriptBody(p, program!, request.indirectEval === true); break;
    case 'commonjs': commonjsBody(p, program!); break;
    case 'module':
      form = new ModuleForm(program!);
      moduleBody(p, program!, form);
      break;
    case 'function': functionBody(p, parseFunction(kind, request.parameters ?? '', request.text)); break;
    case 'direct-eval': evalBody(p, program!, outer!); break;
    default: throw new RewriteError('Refused', 'unknown goal', 0);
  }
  const code = goal === 'direct-eval' ? p.out : header(p) + p.out + footer(p.source);
  verify(code, names.R, outer);
  return {
    ok: true, code, functions: p.functions,
    ...(p.scopes.length > 0 && { scopes: p.scopes }),
    free: [...p.free], writes: [...p.writes], members: [...p.members],
    ...(form && { module: form.record(p) }),
    dynamicImport: p.dynamicImport, directEval: p.scopes.length > 0,
  };
}

function outerNames(outer: StaticScope): InternalNames {
  const [G, R, S, I] = outer.internal;
  return { G, R, S, E: '', I, X: '', C: '', F: '', D: '', W: `$w${G.slice(2)}` };
}

/** All on the first line, so that the body's lines keep their numbers. */
function header(p: Printer): string {
  const { G, R, S, E, I, X } = p.source.names;
  const constants = [...p.usedConstants].map((name) => {
    const key = keyText(name);
    return key === name ? name : `${key}:${identifierText(name)}`;
  });
  const start = `(function(${G},${R},${S}){"use strict";${constants.length > 0 ? `const{${constants.join(',')}}=${G};` : ''}${p.source.page ? `const ${E}=${R}.e;` : ''}return`;
  switch (p.source.goal) {
    case 'script': return `${start} function(){`;
    case 'commonjs': return `${start} function(${commonjsParameters.join(',')}){`;
    case 'module': return `${start} ${p.topLevelAwait ? 'async ' : ''}function*(${I},${X}){`;
    default: return `${start}(`;
  }
}

const footer = (source: Source): string => source.goal === 'function' ? ')})' : '}})';

function commonjsBody(p: Printer, program: Program): void {
  const items = program.body as Statement[];
  for (const item of items) {
    const lexicals: string[] = [];
    lexicalNames([item], lexicals);
    const clash = lexicals.find((name) => commonjsParameters.includes(name));
    if (clash) throw new RewriteError('SyntaxError', `Identifier '${clash}' has already been declared`, item.start);
  }
  p.functionDepth = 1;
  p.context = plainFunction;
  p.strict = isStrict(items);
  const names = ['arguments', ...commonjsParameters, ...bodyNames(items)];
  p.bind(names);
  statements(p, items);
  p.unbind(names);
}

function functionBody(p: Printer, node: FunctionDeclaration): void {
  const index = p.beginFunction(node.start, node.end);
  p.out += `${functionKeyword(node)} anonymous`;
  // `Function('return this')()` is how much code finds its global: a trait of sloppy functions that is kept.
  functionRest(p, node, index, isStrict(node.body.body) ? plainFunction : constructedFunction);
}

/** The engine evaluates it in place: its completion value, its own var scope and the names around it need no help. */
function evalBody(p: Printer, program: Program, outer: StaticScope): void {
  const items = program.body as Statement[];
  const { newTarget, superProperty, superCall, field, globalThis } = outer;
  p.functionDepth = 1;
  p.context = { newTarget, superProperty, superCall, field, globalThis } satisfies FunctionContext;
  for (const name of outer.imports) p.imports.set(name, name);
  p.privates.push(outer.privates);
  p.bindings.push(outer.names);
  p.strict = outer.strict || isStrict(items);
  for (const { object, names } of outer.withs) {
    const inner = new Bindings();
    inner.push(names);
    p.withs.push({ object, inner });
  }
  const names = bodyNames(items);
  p.bind(names);
  statements(p, items);
  p.unbind(names);
}
