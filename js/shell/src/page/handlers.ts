/** Event handlers that stand in markup: bound at once, in the same slot as `element.onclick`, their text compiled by the server. */
import { baseUri, liveDocument, localName, namespaceUri, ownerForm, realWindow, reportError } from '../natives/dom.js';
import { apply, getOwnPropertyDescriptor, getOwnPropertyNames, uncurry } from '../../../realm/src/realm/primordials.js';
import { codeNow, codeOfText, type Unit } from '../code.js';
import { theFacade } from '../facade/windows.js';
import { htmlNamespace, lower } from '../html/elements.js';
import { instantiate } from './run.js';

/** Attributes moved there are read by their name as before, and mean nothing to the browser. */
export const handlerNamespace = 'urn:bailey:kept';

type Setter = (self: unknown, value: unknown) => void;

/** Handlers whose code is on its way. */
const coming = new Set<Promise<unknown>>();

/** Settles when every handler that is bound now can run: scripts of the markup rely on those before them. */
export const handlersReady = (): Promise<unknown> => Promise.all([...coming]);

// Every accessor of a handler of elements, by name; the window's own for those that a body has in its stead.
const setters = new Map<string, Setter[]>();
const ofWindow = new Map<string, Setter>();
for (const name of getOwnPropertyNames(realWindow)) {
  // By its name: to look at every interface makes the browser build them all, which takes longer than locking down.
  if (!name.endsWith('Element')) continue;
  const found: unknown = (getOwnPropertyDescriptor(realWindow, name)?.value as { prototype?: unknown } | undefined)?.prototype;
  if (typeof found !== 'object' || found === null) continue;
  for (const member of getOwnPropertyNames(found)) {
    const { set } = getOwnPropertyDescriptor(found, member)!;
    if (!member.startsWith('on') || set === undefined) continue;
    const own = setters.get(member) ?? [];
    own.push(uncurry(set as (value: unknown) => void));
    setters.set(member, own);
  }
}
for (const name of getOwnPropertyNames(HTMLBodyElement.prototype)) {
  const { set } = getOwnPropertyDescriptor(realWindow, name) ?? {};
  if (name.startsWith('on') && set !== undefined) ofWindow.set(name, uncurry(set as (value: unknown) => void));
}

/** Whether an attribute of this element would be an event handler. */
export function isHandlerName(element: unknown, name: string): boolean {
  const lowered = lower(name);
  return lowered.length > 2 && lowered.startsWith('on') && (setters.has(lowered) || lowered in (element as object));
}

const isBody = (element: object): boolean => namespaceUri(element) === htmlNamespace && lower(localName(element) as string) === 'body';

function setSlot(element: Element, name: string, value: unknown): boolean {
  const window = isBody(element) ? ofWindow.get(name) : undefined;
  if (window !== undefined) {
    window(realWindow, value);
    return true;
  }
  for (const set of setters.get(name) ?? []) {
    try {
      set(element, value);
      return true;
    } catch {
      // An accessor of another kind of element.
    }
  }
  return false;
}

/** Binds the text of a handler attribute. */
export function bindHandler(element: Element, attribute: string, text: string): void {
  const name = lower(attribute);
  if (text.trim() === '') {
    unbindHandler(element, name);
    return;
  }
  let handler: Function | undefined;
  const make = (unit: Unit): Function | undefined => {
    if (unit.error !== undefined) {
      reportError(new SyntaxError(unit.error.message));
      return undefined;
    }
    const outer = instantiate(unit, baseUri(liveDocument) as string);
    return apply(outer, { d: liveDocument, f: ownerForm(element) ?? {}, e: element }, []) as Function;
  };
  const target = (self: unknown): unknown => self === realWindow ? theFacade() : self;
  const slot = function (this: unknown, ...args: unknown[]): unknown {
    if (handler === undefined) {
      const unit = codeNow('handler', text, name);
      if (unit === undefined) {
        // Its text is still on its way: it runs late rather than never, but can not prevent anything then.
        const self = target(this);
        codeOfText('handler', text, name).then((late) => {
          handler ??= make(late);
          if (handler !== undefined) apply(handler, self, args);
        }).catch(reportError);
        return undefined;
      }
      handler = make(unit);
      if (handler === undefined) return undefined;
    }
    return apply(handler, target(this), args);
  };
  if (!setSlot(element, name, slot)) return;
  const code: Promise<unknown> = codeOfText('handler', text, name).catch(() => { /* told when it is called */ }).finally(() => coming.delete(code));
  coming.add(code);
}

export function unbindHandler(element: Element, attribute: string): void {
  setSlot(element, lower(attribute), null);
}
