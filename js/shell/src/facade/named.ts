/** Named access on the window: `someId` means the element of that id. */
import { elementById, liveDocument, selectInDocument, listItem } from '../natives/dom.js';
import { isInterface, makeInterface } from './interfaces.js';
import { create } from '../../../realm/src/realm/primordials.js';

const named = 'embed,form,img,object';

function find(name: PropertyKey): unknown {
  if (typeof name !== 'string' || name === '') return undefined;
  const byId: unknown = elementById(liveDocument, name);
  if (byId !== null) return byId;
  if (!/^[\w$-]+$/.test(name)) return undefined;
  return listItem(selectInDocument(liveDocument, `:is(${named})[name="${name}"]`), 0) ?? undefined;
}

/**
 * An object to inherit from: it has the browser's interfaces until they are the window's own, the document's elements by name, and
 * whatever `prototype` has. Only names that nothing nearer has get here.
 */
export function namedElements(prototype: object): object {
  return new Proxy(create(prototype) as object, {
    has: (target, name) => isInterface(name) || find(name) !== undefined || Reflect.has(target, name),
    get: (target, name, receiver) => isInterface(name) ? makeInterface(name) : find(name) ?? Reflect.get(target, name, receiver),
    // The page's own properties are the facade's; nothing is kept here.
    defineProperty: () => false,
    setPrototypeOf: () => false,
  });
}
