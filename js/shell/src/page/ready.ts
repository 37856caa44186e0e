/** How far the page has come, as its scripts see it: the shell's own document was complete long before. */
import { dispatch, liveDocument, NativeEvent, realWindow } from '../natives/dom.js';
import { showTarget } from '../guards/events.js';

let state: 'loading' | 'interactive' | 'complete' = 'loading';

export const readyState = (): string => state;

export function become(next: 'interactive' | 'complete'): void {
  state = next;
  dispatch(liveDocument, new NativeEvent('readystatechange'));
}

export const contentLoaded = (): void => { dispatch(liveDocument, new NativeEvent('DOMContentLoaded', { bubbles: true })); };

export function windowLoaded(): void {
  for (const type of ['load', 'pageshow']) {
    const event = new NativeEvent(type);
    showTarget(event, liveDocument);
    dispatch(realWindow, event);
  }
}
