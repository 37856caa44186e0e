import { decode, encode } from '../shared/message.js';
import { Pace } from './pace.js';

/** What becomes of a port: its document said goodbye, or sent more than it may. */
export type PortEnd = 'gone' | 'flood';

/** More at once than a page that draws at 60 Hz sends while its host is busy for a second. */
const burst = 200;
const perSecond = 100;

/**
 * The host page's end of one document's port. It takes texts only, of bounded length and at a bounded pace; a document that sends faster
 * loses the port, and gets no other.
 */
export class GuestPort {
  readonly #port: MessagePort;

  constructor(port: MessagePort, receive: (type: string, data: unknown) => void, ended: (why: PortEnd) => void) {
    this.#port = port;
    const pace = new Pace(burst, perSecond, performance.now());
    port.onmessage = (event) => {
      if (!pace.take(performance.now())) {
        this.close();
        ended('flood');
        return;
      }
      const message = decode(event.data);
      if (message !== undefined) receive(message.type, message.data);
    };
    // Browsers that tell it: the document with the other end has gone.
    port.addEventListener('close', () => ended('gone'));
  }

  /** Sends a message. */
  post(type: string, data?: unknown): void {
    this.#port.postMessage(encode(type, data));
  }

  /** Takes nothing any more, not even what is on its way. */
  close(): void {
    this.#port.onmessage = null;
    this.#port.close();
  }
}
