/** An open container, as the server says. */
export interface OpenContainer { readonly id: string; readonly origin: string; readonly grade: string }

/** What the server says of contained pages. */
export interface FeedListener {
  /** A container's id is the first label of its host name. */
  refused(event: { container: string; kind: unknown; subject: unknown; reason: unknown; grant: unknown }): void;
  /** Which containers are open: at first, and whenever that changes. */
  opened(containers: readonly OpenContainer[]): void;
}

/** One stream for all frames of a page that listen to the same address: a browser keeps few connections to a host. */
class Feed {
  readonly listeners = new Set<FeedListener>();
  readonly #source: EventSource;
  #open: readonly OpenContainer[] | undefined;

  constructor(url: string) {
    this.#source = new EventSource(url);
    this.#source.onmessage = ({ data }) => {
      const event = JSON.parse(data);
      if (event.granted === false) for (const listener of this.listeners) listener.refused(event);
    };
    this.#source.addEventListener('containers', ({ data }) => {
      this.#open = JSON.parse(data) as OpenContainer[];
      for (const listener of this.listeners) listener.opened(this.#open);
    });
  }

  add(listener: FeedListener): void {
    this.listeners.add(listener);
    if (this.#open !== undefined) listener.opened(this.#open);
  }

  close(): void {
    this.#source.close();
  }
}

const feeds = new Map<string, Feed>();

/** Listens until the result is called. The address is the host page's own; a page that has none there hears nothing. */
export function listenTo(address: string, listener: FeedListener): () => void {
  const url = new URL(address, document.baseURI);
  url.searchParams.set('refused', '');
  const feed = feeds.get(url.href) ?? new Feed(url.href);
  feeds.set(url.href, feed);
  feed.add(listener);
  return () => {
    feed.listeners.delete(listener);
    if (feed.listeners.size === 0) {
      feed.close();
      feeds.delete(url.href);
    }
  };
}
