/** What a person pastes or drops into the page is parsed by the browser itself: markup with frames in it is not. */
import { getter, method, on, preventDefault, realWindow } from '../natives/dom.js';
import { deniedNames } from '../html/elements.js';
import { refuse } from '../report.js';
import { prototypeOf } from './replace.js';

const dataTransfer = getter(prototypeOf('InputEvent'), 'dataTransfer');
const getData = method(prototypeOf('DataTransfer'), 'getData');
// An element can only begin with these letters, whatever stands around.
const frames = new RegExp(`<(?:[\\w-]+:)?(?:${deniedNames.join('|')})\\b`, 'i');

export function guardInput(): void {
  on(realWindow, 'beforeinput', (event) => {
    let markup = '';
    try {
      const transfer: unknown = dataTransfer(event);
      if (transfer !== null) markup = getData(transfer, 'text/html') as string;
    } catch {
      // Made by the page: it inserts nothing.
    }
    if (!frames.test(markup)) return;
    preventDefault(event);
    refuse('page', 'pasted frame', 'a frame or plug-in would be a fresh realm');
  });
}
