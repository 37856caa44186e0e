/**
 * The browser's interfaces, of which there are a thousand and a page names a few: each is made, by the browser and for the page, when it
 * is first named. On the real window its name is the browser's for good, because nothing of a guest reaches that.
 */
import { realWindow } from '../natives/dom.js';
import { defineProperty, getOwnPropertyDescriptor, hasOwn } from '../../../realm/src/realm/primordials.js';
import { value } from './rows.js';
import { rowOf } from './table.js';
import { theFacade } from './windows.js';

const made = new Set<string>();

/** Whether a name that the page's window does not have yet is an interface's. What the page deleted is gone. */
export function isInterface(name: PropertyKey): name is string {
  return typeof name === 'string' && !made.has(name) && hasOwn(realWindow, name) && rowOf(name)?.as === 'interface';
}

/** Makes it the page's own. */
export function makeInterface(name: string): unknown {
  made.add(name);
  const found: unknown = getOwnPropertyDescriptor(realWindow, name)?.value;
  defineProperty(theFacade(), name, value(found));
  return found;
}
