import { decode, encode } from '../both/message.js';
import { Pace } from './pace.js';

/** More at once than a page that draws at 60 Hz sends while its host is busy for a second. */
const burst = 200;
const perSecond = 100;

/**
 * The host page's end of one document's port. It takes texts only, of bounded length and at a bounded pace; a document that sends faster
 * loses the port, and gets no other.
 */
export class GuestPort {
  readonly #port: MessagePort;

  constructor(port: MessagePort, receive: (type: string, data: unknown) => void, flooded: () => void) {
    this.#port = port;
    const pace = new Pace(burst, perSecond, performance.now());
    port.onmessage = (event) => {
      if (!pace.take(performance.now())) {
        this.close();
        flooded();
        return;
      }
      const message = decode(event.data);
      if (message !== undefined) receive(message.type, message.data);
    };
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
