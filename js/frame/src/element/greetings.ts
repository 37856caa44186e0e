import { hello } from '../both/message.js';

/** A frame that guests may greet. */
export interface Greeted {
  /** The window that shows the container; null where there is none. */
  readonly guestWindow: Window | null;
  /** The container's origin. */
  readonly guestOrigin: string;
  greet(port: MessagePort): void;
}

const frames = new Set<Greeted>();

function listen(event: MessageEvent): void {
  // Who speaks comes first: any window may post anything here, as often as it likes.
  if (event.ports.length !== 1) return;
  for (const frame of frames) {
    if (event.source === frame.guestWindow && event.origin === frame.guestOrigin) {
      if (event.data === hello) frame.greet(event.ports[0]!);
      return;
    }
  }
}

/** Lets a frame be greeted until the result is called. One listener on the window serves all frames. */
export function awaitGreetings(frame: Greeted): () => void {
  if (frames.size === 0) addEventListener('message', listen);
  frames.add(frame);
  return () => {
    frames.delete(frame);
    if (frames.size === 0) removeEventListener('message', listen);
  };
}
