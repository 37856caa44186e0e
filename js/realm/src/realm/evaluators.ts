/** `eval` and the Function constructor of one compartment. */
import { functionSource, type FunctionKind } from '../abi.js';
import type { Compartment, CompartmentParts } from './compartment.js';
import { defineProperty, getPrototypeOf, isObject, setPrototypeOf } from './primordials.js';

export interface Evaluators {
  readonly eval: (text: unknown) => unknown;
  readonly Function: Function;
  /** Throws the refusal where the compartment may not make code from text. */
  readonly check: (subject: string) => void;
}

const evalUrl = '<eval>';
const functionPrototype = getPrototypeOf(() => 0) as object;

/**
 * Source: ECMA-262 PerformEval and CreateDynamicFunction, over the compartment's own global.
 * Stops: text that runs against another package's global, or that was not rewritten.
 * Does not stop: use of CPU.
 *
 * The constructors of generators and async functions are not here: only prototypes lead to them, prototypes are shared, and what
 * they lead to is the inert constructor of lockdown.
 */
export function makeEvaluators(compartment: Compartment, parts: Pick<CompartmentParts, 'dynamicCode' | 'refuse' | 'package'>): Evaluators {
  const check = (subject: string): void => {
    if (parts.dynamicCode) return;
    throw parts.refuse({ package: parts.package, kind: 'dynamic code', subject, grant: '"dynamicCode": "allow" in bailey.json' });
  };
  // A method, so that it is no constructor.
  const { eval: evaluate } = {
    eval(text: unknown): unknown {
      if (typeof text !== 'string') return text;
      check('eval');
      return compartment.runScript(text, evalUrl, true);
    },
  };
  return { eval: evaluate, Function: functionConstructor(compartment, 'function', check), check };
}

function functionConstructor(compartment: Compartment, kind: FunctionKind, check: (subject: string) => void): Function {
  const constructor = function (...args: unknown[]): unknown {
    check('Function');
    const target = new.target as unknown;
    // Each is converted once, in order, before anything is parsed.
    const texts = args.map((part) => `${part as string}`);
    const body = texts.length === 0 ? '' : texts[texts.length - 1]!;
    const parameters = texts.slice(0, -1).join(',');
    const code = compartment.rewrite({ text: body, goal: 'function', kind, parameters }, functionSource(kind, parameters, body));
    const result = compartment.instantiate(code, evalUrl, compartment.source(evalUrl)) as Function;
    if (isObject(target) && target !== constructor) {
      const wanted = (target as { prototype?: unknown }).prototype;
      if (isObject(wanted)) setPrototypeOf(result, wanted);
    }
    return result;
  };
  defineProperty(constructor, 'name', { value: 'Function' });
  defineProperty(constructor, 'length', { value: 1 });
  defineProperty(constructor, 'prototype', { value: functionPrototype, writable: false, enumerable: false, configurable: false });
  return constructor;
}
