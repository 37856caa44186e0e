import { isTolerated, type Aliases, type Placed } from '../analyse/aliases';
import { literalString, type Node } from '../analyse/node';
import type { Reference } from '../analyse/scopes';
import { chainOf, declaredBy } from './chains';
import { EvidentPaths } from './file-paths';

/** What one text seems to need of the world, as far as its syntax shows. A hint for a reviewer, never a grant. */
export interface TextNeeds {
  /** Names of environment variables; '*' if the environment is used as a whole. */
  readonly env: readonly string[];
  /** Paths in calls that read or write, as written; a leading '%' stands for the text's own directory. */
  readonly reads: readonly string[];
  readonly writes: readonly string[];
  /** Paths that are built from the text's own directory for any other end but loading a module: maybe data it has read elsewhere. */
  readonly data: readonly string[];
  /** Folders in which patterns search: 'pages' for `glob('pages/*.md')`. */
  readonly searched: readonly string[];
  readonly dynamicCode: boolean;
  readonly clock: boolean;
  readonly random: boolean;
  readonly wasm: boolean;
  /** Globals of the network in use: fetch, WebSocket, … */
  readonly network: readonly string[];
}

const readers = new Set(['readFile', 'readFileSync', 'createReadStream', 'existsSync', 'exists', 'access', 'accessSync', 'stat', 'statSync', 'lstat', 'lstatSync', 'readdir', 'readdirSync', 'opendir', 'opendirSync', 'open', 'openSync', 'readlink', 'readlinkSync', 'realpath', 'realpathSync', 'watch', 'watchFile']);
const writers = new Set(['writeFile', 'writeFileSync', 'appendFile', 'appendFileSync', 'createWriteStream', 'mkdir', 'mkdirSync', 'rm', 'rmSync', 'rmdir', 'rmdirSync', 'unlink', 'unlinkSync', 'rename', 'renameSync', 'truncate', 'truncateSync', 'mkdtemp', 'mkdtempSync', 'chmod', 'chmodSync', 'utimes', 'utimesSync', 'symlink', 'symlinkSync']);
const networkGlobals = new Set(['fetch', 'WebSocket', 'XMLHttpRequest', 'EventSource', 'WebTransport', 'RTCPeerConnection']);

export function inspectNeeds(references: readonly Reference[], aliases: Aliases, calls: readonly Placed[], builtins: readonly string[]): TextNeeds {
  const env = new Set<string>();
  const network = new Set<string>();
  const handlers = new Map<Node, boolean>();
  let dynamicCode = false, clock = false, random = false, wasm = false;

  for (const { node } of references) {
    const chain = chainOf(node);
    const called = chain.parent?.type === 'CallExpression' && chain.parent.callee === chain.top;
    const made = chain.parent?.type === 'NewExpression' && chain.parent.callee === chain.top;
    for (const path of aliases.of(node)) {
      const keys = [...path, ...chain.keys];
      const [top, member] = keys;
      if (top === 'process' && member === 'env') environment(keys.slice(2), chain.top, chain.parent, env);
      else if (top === 'process' && member === undefined && chain.parent?.type === 'VariableDeclarator') destructured(chain.parent.id, env);
      if (!dynamicCode && (called || made) && evaluates(keys) && !isTolerated(chain.parent!, aliases, handlers)) dynamicCode = true;
      if (top === 'performance' || (top === 'Date' && (member === 'now' || (member === undefined && (called || (made && chain.parent!.arguments.length === 0)))))) clock = true;
      if ((top === 'Math' && member === 'random') || top === 'crypto') random = true;
      if (top === 'WebAssembly') wasm = true;
      if (top !== undefined && networkGlobals.has(top)) network.add(top);
    }
  }
  for (const builtin of builtins) {
    const keys = builtin.replace(/^node:/, '').split('.');
    if (keys[0] === 'process' && keys[1] === 'env') env.add(keys[2] ?? '*');
    if (keys[0] === 'crypto') random = true;
    if (keys[0] === 'vm') dynamicCode = true;
    if (keys[0] === 'perf_hooks') clock = true;
  }
  return { env: [...env].sort(), ...filesIn(references, aliases, calls), dynamicCode, clock, random, wasm, network: [...network].sort() };
}

function environment(keys: readonly string[], top: Node, parent: Node | undefined, env: Set<string>): void {
  if (keys.length > 0) {
    env.add(keys[0]!);
  } else if (parent?.type === 'MemberExpression' && parent.computed && parent.object !== undefined && parent.property !== top) {
    env.add(literalString(parent.property) ?? '*');
  } else if (parent?.type === 'VariableDeclarator' && parent.id.type === 'ObjectPattern') {
    for (const declared of declaredBy(parent.id)) env.add(declared.keys[0] ?? '*');
  } else if (parent?.type === 'BinaryExpression' && parent.operator === 'in' && parent.right === top) {
    env.add(literalString(parent.left) ?? '*');
  } else {
    env.add('*');
  }
}

/** `const { env: { A } } = process`. */
function destructured(pattern: Node, env: Set<string>): void {
  if (pattern.type !== 'ObjectPattern') return;
  for (const declared of declaredBy(pattern)) if (declared.keys[0] === 'env') env.add(declared.keys[1] ?? '*');
}

/** `eval(…)`, `Function(…)`, `Function.apply(…)`. */
function evaluates([top, member, ...more]: readonly string[]): boolean {
  return top === 'eval' ? member === undefined : top === 'Function' && more.length === 0 && (member === undefined || /^(?:apply|call|bind)$/.test(member));
}

function filesIn(references: readonly Reference[], aliases: Aliases, calls: readonly Placed[]): Pick<TextNeeds, 'reads' | 'writes' | 'data' | 'searched'> {
  const paths = new EvidentPaths(aliases);
  const reads = new Set<string>();
  const writes = new Set<string>();
  const searched = new Set<string>();
  for (const { node } of calls) {
    for (const argument of (node.arguments as Node[]).flatMap((each) => each.type === 'ArrayExpression' ? each.elements as (Node | null)[] : [each])) {
      const folder = /^(?:\.\/)?((?:[\w@.-]+\/)*[\w@.-]+)\/(?:[^/]*\*|\{)/.exec(argument ? literalString(argument) ?? '' : '')?.[1];
      if (folder !== undefined) searched.add(folder);
    }
    const callee = node.callee as Node;
    const name = callee.type === 'MemberExpression' && !callee.computed ? callee.property.name : callee.type === 'Identifier' ? callee.name : undefined;
    const target = writers.has(name) ? writes : readers.has(name) ? reads : undefined;
    const path = target && paths.of(node.arguments[0]);
    if (path !== undefined) target!.add(path);
  }
  return { reads: [...reads].sort(), writes: [...writes].sort(), data: paths.ownData(references, calls), searched: [...searched].sort() };
}
