/** The two windows that a page ever sees: its own facade, and the one around it, which it can only write to. */
import { realGlobal } from '../natives/both.js';
import { create, defineProperty, freeze } from '../../../realm/src/realm/primordials.js';

let facade: object | undefined;

export const setFacade = (global: object): void => { facade = global; };
export const theFacade = (): object => facade!;

export const realParent: unknown = realGlobal.parent;
const parentWindow = realParent as { postMessage(...args: unknown[]): void } | null;
const parentPost = parentWindow === (realGlobal as unknown) ? undefined : parentWindow?.postMessage;
const apply = Reflect.apply;

/** What `parent`, `top` and the source of the host page's messages are: a way to write to it. */
export const hostView: object = (() => {
  const view = create(Object.prototype) as Record<string, unknown>;
  const members = {
    postMessage(message: unknown, ...rest: unknown[]): void { if (parentPost !== undefined) apply(parentPost, parentWindow, [message, ...rest]); },
    focus(): void { /* the host page's own affair */ },
    blur(): void { /* the host page's own affair */ },
  };
  for (const name of Object.keys(members) as (keyof typeof members)[]) view[name] = freeze(members[name]);
  for (const name of ['window', 'self', 'frames', 'parent', 'top']) defineProperty(view, name, { value: view, enumerable: true });
  view['closed'] = false;
  view['length'] = 1;
  view['opener'] = null;
  return freeze(view);
})();

/** The window for its facade, and for the missing `this` of a bare call; anything else as it is. */
export const toReal = (value: unknown): unknown => value === facade || value === undefined || value === null ? realGlobal : value;

/** What the page may see in a window's place. */
export function toGuest(value: unknown): unknown {
  return value === realGlobal ? facade : value;
}
