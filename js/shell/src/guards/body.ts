/** `body.onload` and the like are the window's handlers: they get its facade as `this`. */
import { realWindow } from '../natives/dom.js';
import { apply, getOwnPropertyDescriptor, getOwnPropertyNames } from '../../../realm/src/realm/primordials.js';
import { forWindow, fromWindow } from './events.js';
import { prototypeOf, replaceAccessor } from './replace.js';

export function guardBodies(): void {
  for (const holder of ['HTMLBodyElement', 'HTMLFrameSetElement']) {
    const prototype = prototypeOf(holder);
    for (const name of prototype === undefined ? [] : getOwnPropertyNames(prototype)) {
      const own = getOwnPropertyDescriptor(realWindow, name);
      if (!name.startsWith('on') || own?.set === undefined || own.get === undefined) continue;
      const { get, set } = own;
      replaceAccessor(prototype, name, {
        get: () => function () { return fromWindow(apply(get, realWindow, [])); },
        set: () => function (value) { apply(set, realWindow, [forWindow(value)]); },
      });
    }
  }
}
