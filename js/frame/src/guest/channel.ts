import { bye, decode, encode, height, hello, watchHeight } from '../both/message.js';
import { Listeners } from '../both/listeners.js';

/** The contained page's end of its port. */
export interface Channel {
  /** Sends a message to the host page. Data is JSON. Before the host page listens, messages wait. */
  post(type: string, data?: unknown): void;
  /** Calls a function with the data of each message of a type; the result ends that. */
  on(type: string, listener: (data: unknown) => void): () => void;
}

/**
 * Makes a channel whose one end is this document's and whose other end goes to the page that shows it. The port lives in this document:
 * when the page navigates or is removed, it is gone, and the next document makes its own.
 */
export function connect(): Channel {
  const listeners = new Listeners();
  let port: MessagePort | undefined;
  let told = -1;
  const observer = new ResizeObserver(() => {
    const now = Math.ceil(document.documentElement.getBoundingClientRect().height);
    if (now !== told) port?.postMessage(encode(height, told = now));
  });

  const open = () => {
    const channel = new MessageChannel();
    port = channel.port1;
    port.onmessage = ({ data }) => {
      const message = decode(data);
      if (message === undefined) return;
      if (message.type === watchHeight) {
        told = -1;
        observer.observe(document.documentElement);
      }
      listeners.call(message.type, message.data);
    };
    // To any origin: the headers let only the host's pages be the parent, and the greeting says nothing.
    parent.postMessage(hello, '*', [channel.port2]);
  };

  if (parent !== window) {
    open();
    // A page that is kept while another one is shown comes back with a new port.
    addEventListener('pagehide', () => {
      port?.postMessage(encode(bye, null));
      port?.close();
      port = undefined;
    });
    addEventListener('pageshow', ({ persisted }) => {
      if (persisted) open();
    });
  }

  return Object.freeze({
    post(type: string, data?: unknown) {
      const text = encode(type, data);
      if (type.startsWith(':')) throw new TypeError('types that begin with a colon are Bailey’s own');
      port?.postMessage(text);
    },
    on: (type: string, listener: (data: unknown) => void) => listeners.add(type, listener),
  });
}
