/** The guest's end of the port to its host page. The page asks for it as a script file, which is the same in every grade. */
import { connect } from '../../../frame/src/guest/channel.js';
import { defineProperty, hasOwn } from '../../../realm/src/realm/primordials.js';
import { theFacade } from '../facade/windows.js';

export const guestPath = '/__bailey/guest.js';

/** Gives the page `bailey`, once. */
export function giveChannel(): void {
  const global = theFacade();
  if (!hasOwn(global, 'bailey')) defineProperty(global, 'bailey', { value: connect(), writable: true, enumerable: true, configurable: true });
}
