/** Messages to the host that wait for their replies: the credit. What exceeds it waits here, in the guest's own memory. */
import type { EventLoop } from '../event-loop.js';
import type { Wire } from './values.js';

export type Reply = (json: string, data: ArrayBuffer | undefined) => void;

export class Window {
  readonly #loop: EventLoop;
  readonly #method: string;
  readonly #mostMessages: number;
  readonly #mostBytes: number;
  #waiting: { wire: Wire; reply: Reply }[] = [];
  #messages = 0;
  #bytes = 0;

  constructor(loop: EventLoop, method: string, mostMessages: number, mostBytes: number) {
    this.#loop = loop;
    this.#method = method;
    this.#mostMessages = mostMessages;
    this.#mostBytes = mostBytes;
  }

  /** `reply` runs as a job of the guest. */
  send(wire: Wire, reply: Reply): void {
    this.#waiting.push({ wire, reply });
    this.#fill();
  }

  #fill(): void {
    while (this.#waiting.length > 0) {
      const { wire, reply } = this.#waiting[0]!;
      if (this.#messages >= this.#mostMessages || (this.#messages > 0 && this.#bytes + wire.size > this.#mostBytes)) return;
      this.#waiting.shift();
      this.#messages++;
      this.#bytes += wire.size;
      this.#loop.begin(this.#method, wire.json, wire.data, (json, data) => {
        this.#messages--;
        this.#bytes -= wire.size;
        // Before the reply: what waits must hold the guest alive when this one no longer does.
        this.#fill();
        reply(json, data);
      });
    }
  }
}
