/**
 * A view of an object with only the granted paths.
 *
 * Source: the rules of LavaMoat's endowments: the deepest allowed path wins; a ban below an allowed path counts only where
 * something deeper is allowed again.
 * Stops: reaching a sibling member through the view's own properties, or the original through `this`.
 * Does not stop: a granted member that itself returns its owner.
 */
import { repairedValue } from './override.js';
import { type PathTree, grantsAnything } from './policy.js';
import {
  apply, construct, create, defineProperty, getOwnPropertyDescriptor, getOwnPropertyDescriptors, getPrototypeOf, hasOwn, isObject, ownKeys,
} from './primordials.js';

/** Whether a ban beneath an allowed path counts: something deeper is allowed again. */
function narrows(tree: PathTree): boolean {
  for (const child of tree.children.values()) {
    if (child.allowed === false ? grantsAnything(child) : narrows(child)) return true;
  }
  return false;
}

/** What `tree` grants of `value`; `value` itself where all of it is granted. `inherited`: a path above is allowed. */
export function attenuate(value: unknown, tree: PathTree, inherited = false): unknown {
  if (!isObject(value)) return value;
  const allowed = tree.allowed ?? inherited;
  if (allowed && !narrows(tree)) return value;
  const view = create(Object.prototype);
  if (allowed) copyMembers(value, view);
  for (const [name, child] of tree.children) {
    if (!grantsAnything(child) || (allowed && child.allowed !== false && !narrows(child))) continue;
    const found = deepProperty(value, name);
    if (found !== undefined) defineProperty(view, name, viewedProperty(found, child, value, view, allowed));
  }
  return view;
}

function copyMembers(source: object, view: object): void {
  for (const key of ownKeys(source)) {
    defineProperty(view, key, viewedProperty(getOwnPropertyDescriptor(source, key)!, { allowed: true, children: new Map() }, source, view, true));
  }
}

function deepProperty(target: object, name: string): PropertyDescriptor | undefined {
  for (let holder: object | null = target; holder !== null; holder = getPrototypeOf(holder) as object | null) {
    const own = getOwnPropertyDescriptor(holder, name);
    if (own !== undefined) return own;
  }
  return undefined;
}

function viewedProperty(found: PropertyDescriptor, tree: PathTree, source: object, view: object, inherited: boolean): PropertyDescriptor {
  const enumerable = found.enumerable === true;
  const repaired = repairedValue(found.get);
  const direct = hasOwn(found, 'value') ? { value: found.value } : repaired;
  if (direct === undefined && tree.allowed === true && tree.children.size === 0) {
    const { get, set } = found;
    const own = (receiver: unknown): unknown => receiver === view ? source : receiver;
    const pair = {
      get(this: unknown) { return get === undefined ? undefined : apply(get, own(this), []); },
      set(this: unknown, value: unknown) { if (set !== undefined) apply(set, own(this), [value]); },
    };
    return { ...(get && { get: pair.get }), ...(set && { set: pair.set }), enumerable, configurable: true };
  }
  const value = direct === undefined ? apply(found.get!, source, []) : direct.value;
  const granted = attenuate(value, tree, inherited);
  const wrapped = typeof granted === 'function' && granted === value ? unbound(granted, source, view) : granted;
  return { value: wrapped, writable: true, enumerable, configurable: true };
}

/** The function, called on the original where it is called on the view. Its own properties and prototype are the function's. */
function unbound(target: Function, source: object, view: object): Function {
  const wrapper = function (this: unknown, ...args: unknown[]): unknown {
    if (new.target !== undefined) return construct(target, args, new.target === wrapper ? target : new.target);
    return apply(target, this === view ? source : this, args);
  };
  const own = getOwnPropertyDescriptors(target) as Record<PropertyKey, PropertyDescriptor>;
  for (const key of ownKeys(own)) {
    const current = getOwnPropertyDescriptor(wrapper, key);
    if (current === undefined || current.configurable === true) defineProperty(wrapper, key, own[key]!);
    else if (hasOwn(own[key]!, 'value') && current.writable === true) defineProperty(wrapper, key, { value: own[key]!.value });
  }
  return wrapper;
}
