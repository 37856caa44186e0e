import { parse, type CallExpression, type MemberExpression, type Node, type TaggedTemplateExpression } from 'acorn';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { success } from './compartment.js';

const printed = (text: string): string => {
  const { code } = success(`import*as ns from"x";import*as \u00fc from"y";import d,{a}from"z";${text}`, 'module');
  return code.slice(code.indexOf('yield;') + 'yield;'.length, code.lastIndexOf('}})'));
};

test('A member that is read by its name is read of the view, and called through the other one', () => {
  for (const [text, expected] of [
    ['ns.x', '$i["*ns"].x;'], ['ns?.x', '$i["*ns"].x;'], ['ns.x.y', '$i["*ns"].x.y;'], ['ns.x?.y', '$i["*ns"].x?.y;'], ['typeof ns.x', 'typeof $i["*ns"].x;'],
    ['new ns.X(1)', 'new ($i["*ns"].X)(1);'], ['(0,ns.f)()', '(0,$i["*ns"].f)();'], ['ns.f.call(1)', '$i["*ns"].f.call(1);'],
    ['ns.f()', '$i["ns()"].f();'], ['ns?.f()', '$i["ns()"].f();'], ['(ns?.f)()', '$i["ns()"].f();'], ['(ns.f)()', '$i["ns()"].f();'], ['ns.f?.()', '$i["ns()"].f?.();'],
    ['ns.f`a`', '$i["ns()"].f`a`;'], ['ns.f()()', '$i["ns()"].f()();'], ['ns.eval("1")', '$i["ns()"].eval("1");'], ['\u00fc.\u00fc()', '$i["\\u00fc()"]["\\u00fc"]();'],
  ] as const) assert.equal(printed(text), expected, text);
});

test('Every other use is of the namespace itself', () => {
  for (const text of [
    'ns', 'ns["x"]', 'ns[1]', 'ns.x=1', 'ns.x+=1', 'ns.x??=1', 'ns.x++', '--ns.x', '[ns.x]=[]', '({a:ns.x}={})', '({...ns.x}={})', '[...ns.x]=[]', '[ns.x=1]=[]', 'for(ns.x of[]);', 'for(ns.x in{});',
    'delete ns.x', 'ns["f"]()', 'ns()', 'new ns()', '({ns})', '({...ns})', 'const{b}=ns', 'eval("ns.x")', 'd.x', 'a.f()', 'ns=1', 'ns.x=ns["y"]',
    '(ns)=>ns.x', 'function f(ns){return ns.f()}', '{let ns={};ns.x;ns.f()}', 'try{}catch(ns){ns.f()}', 'for(const ns of[])ns.f()', '(function ns(){ns.x()})', 'class C{m(ns){ns.f`a`}}', 'd.ns.x', 'this.ns',
  ]) assert.doesNotMatch(printed(text), /\["\*|\(\)"\]/, text);
});

test('An export is said to ignore its this only where its binding never changes and no word of its text can mean it', () => {
  const flagged = (text: string): string => success(text, 'module').module!.exports.filter((one) => one.ignoresThis).map((one) => one.exported).join();
  for (const [text, names] of [
    ['export function f(){} export async function*g(){} export class K{} export const a=()=>1, b=function(){}; export let c=class{}', 'f,g,K,a,b,c'],
    ['function f(){} const g=()=>f(); export {f, g as h, f as default}', 'f,h,default'], ['export default function(){}', 'default'], ['export default ()=>1', 'default'],
    ['export default (function f(){}); let f=1; export {f}', 'default'], ['export default class{}', 'default'], ['export default 1', ''], ['export {f} from "x"', ''],
    ['export function f(){return this}', ''], ['export const o={f(){}}, f=o.f', ''], ['export function f(){return eval("this")}', ''], ['export const f=()=>this', ''],
    ['export function f(){} f=1', ''], ['export function f(){} [f]=[1]', ''], ['export let f=()=>1; function set(){ ({f}={}) }', ''], ['export let f=()=>1; for(f of[]);', ''], ['export let f=()=>1; f++', ''],
    ['export let f=()=>1; { let f; f=2 }', ''], ['export let f=()=>1; eval("f=2")', ''], ['export var f=()=>1', ''], ['export let f', ''], ['export let f=c?()=>1:()=>2', ''], ['export const {f=()=>1}={}', ''],
  ] as const) assert.equal(flagged(text), names, text);
});

/** All expressions of one more step over those given. */
const grow = (inner: string[]): string[] => inner.flatMap((e) => [
  `(${e})`, `${e}.f`, `${e}?.f`, `${e}()`, `${e}?.(1)`, `(${e}).g()`, `${e}\`t\``, `new (${e})(1)`, `(0,${e})()`, `typeof ${e}`, `[${e}]`, `({a:${e}})`, `(c?${e}:ns.h)()`, `(${e}??ns.f)()`, `(async () => ${e})()`,
  `(async function(){return ${e}})`, `await ${e}`, `ns.f(${e})`, `\`\${${e}}\``, `({...${e}})`, `delete ${e}.x`, `((${e}).x=${e})`, `class extends (${e}){static [${e}]=1}`,
].map((text) => text.startsWith('class') ? `(${text})` : text));

/** How often each view is printed. Fails where one is not the object of a member, or where its member is called and must not be, or the reverse. */
function views(code: string): { reads: number; calls: number } {
  const found = { reads: 0, calls: 0 };
  const walk = (node: unknown, parents: readonly Node[]): void => {
    if (Array.isArray(node)) for (const one of node) walk(one, parents);
    else if (typeof node === 'object' && node !== null && 'type' in node) {
      const [member, user] = parents as [MemberExpression?, (CallExpression | TaggedTemplateExpression)?];
      if (node.type === 'MemberExpression' && /^\$i\["(?:\*ns|ns\(\))"\]$/.test(code.slice((node as Node).start, (node as Node).end))) {
        assert.ok(member?.type === 'MemberExpression' && member.object === node && !member.computed, 'a view is a value');
        const isCalled = (user?.type === 'CallExpression' && user.callee === member) || (user?.type === 'TaggedTemplateExpression' && user.tag === member);
        const isCalls = code.slice((node as Node).start, (node as Node).end).includes('()');
        assert.equal(isCalls, isCalled);
        found[isCalls ? 'calls' : 'reads']++;
      }
      const around = [node as Node, ...parents.slice(0, 1)];
      for (const child of Object.values(node)) walk(child, around);
    }
  };
  walk(parse(code, { ecmaVersion: 'latest' }), []);
  return found;
}

test('However expressions nest, a view is printed but as the object of a member, which is called of the one view and not of the other', () => {
  const all = { reads: 0, calls: 0 };
  for (const text of grow(grow(['ns.f', 'ns?.f', 'ns.f()', 'ns?.f?.()', '(ns?.f)()']))) {
    let code: string;
    try {
      ({ code } = success(`import * as ns from "x"; ${text}`, 'module'));
    } catch (error) {
      assert.match(String(error), /optional chain|template|optional-chain/i, text);
      continue;
    }
    const { reads, calls } = views(code);
    all.reads += reads;
    all.calls += calls;
  }
  assert.ok(all.reads > 1000 && all.calls > 1000, `${all.reads} reads, ${all.calls} calls`);
});
