import { bye, height, watchHeight } from '../both/message.js';
import { Listeners } from '../both/listeners.js';
import { readAddress } from './address.js';
import { Bar } from './bar.js';
import { make } from './dom.js';
import { listenTo, type FeedListener, type OpenContainer } from './feed.js';
import { readGrants } from './grants.js';
import { awaitGreetings, type Greeted } from './greetings.js';
import { GuestPort } from './guest-port.js';
import { HeightKeeper } from './height.js';
import { Refusals } from './refusals.js';
import { style } from './style.js';

/** What a frame shows: nothing yet; the page; why there is none; a page whose container is gone. */
export type FrameState = 'loading' | 'ready' | 'error' | 'ended';

const defaultEvents = '/__bailey/events';
/** A page that reloads itself greets again; one that greets without end is not heard. */
const mostGreetings = 10;
/** Milliseconds that the list of events waits for the page. */
const mostPatience = 1000;

/**
 * `<ses-frame src policy grade>`: shows one container.
 *
 * Attributes: `src`, the container's address; `policy`, its sandbox tokens and features as the server compiled them; `grade`, the least
 * grade to be shown in; `label`, the frame's name for people; `resize`, to be as high as the page, up to `max-height` CSS pixels; `loading`
 * as for iframes; `scheme`, light or dark instead of what is inherited; `bar="none"`; `events`, the address of the live list, empty for
 * none. `state` is the element's own to write.
 *
 * Events: `statechange`, `connect` and `disconnect` of the page's port, `refusal` with a {@link Refusal} for each new one.
 */
export class SesFrame extends HTMLElement implements Greeted, FeedListener {
  static readonly observedAttributes = ['src', 'policy', 'grade', 'label', 'loading', 'resize', 'events'];

  readonly #stage = make('div', { part: 'stage' });
  readonly #notice = make('p', { part: 'notice' });
  readonly #bar = new Bar();
  readonly #listeners = new Listeners();
  #refusals = new Refusals();
  #iframe: HTMLIFrameElement | undefined;
  #url: URL | undefined;
  #port: GuestPort | undefined;
  #height: HeightKeeper | undefined;
  #greetings = 0;
  #loads = 0;
  #portSince = 0;
  #stops: (() => void)[] = [];
  #isReopening = false;
  /** The list of events named its container. */
  #wasOpen = false;
  /** Not `isConnected`, which is so before `connectedCallback` where markup stands in the page before the script does. */
  #isPlaced = false;

  constructor() {
    super();
    const shadow = this.attachShadow({ mode: 'open' });
    shadow.adoptedStyleSheets = [style];
    const skip = make('button', { part: 'skip', type: 'button' }, 'Skip the contained page');
    const after = make('span', { tabindex: '-1' });
    skip.onclick = () => (this.getAttribute('bar') === 'none' ? after : this.#bar.summary).focus();
    shadow.append(skip, this.#stage, after, this.#bar.element);
  }

  get src(): string { return this.getAttribute('src') ?? ''; }
  set src(value: string) { this.setAttribute('src', value); }
  get policy(): string { return this.getAttribute('policy') ?? ''; }
  set policy(value: string) { this.setAttribute('policy', value); }
  get grade(): string { return this.getAttribute('grade') ?? ''; }
  set grade(value: string) { this.setAttribute('grade', value); }
  get label(): string { return this.getAttribute('label') ?? ''; }
  set label(value: string) { this.setAttribute('label', value); }
  get resize(): boolean { return this.hasAttribute('resize'); }
  set resize(value: boolean) { this.toggleAttribute('resize', value); }

  /** What is shown. */
  get state(): FrameState { return (this.getAttribute('state') ?? 'loading') as FrameState; }
  /** Whether the page has a port to this one. */
  get hasPort(): boolean { return this.#port !== undefined; }
  /** What the page was refused since it was opened. */
  get refusals(): Refusals { return this.#refusals; }

  get guestWindow(): Window | null { return this.#iframe?.contentWindow ?? null; }
  get guestOrigin(): string { return this.#url?.origin ?? ''; }

  /**
   * Sends a message to the page. Data is JSON.
   * @throws Error where the page has no port: after `connect` it has one.
   */
  post(type: string, data?: unknown): void {
    if (type.startsWith(':')) throw new TypeError('types that begin with a colon are Bailey’s own');
    if (this.#port === undefined) throw new Error('the contained page has no port: wait for the event connect');
    this.#port.post(type, data);
  }

  /** Calls a function with the data of each of the page's messages of a type that passes the check; the result ends that. The page is hostile: its data is what it likes. */
  on<T>(type: string, check: (data: unknown) => data is T, listener: (data: T) => void): () => void {
    return this.#listeners.add(type, (data) => {
      if (check(data)) listener(data);
      else this.refused({ container: this.#id, kind: 'message', subject: type, reason: 'The host page takes other data for this type.', grant: null });
    });
  }

  /** Gives the keyboard to the page. */
  override focus(options?: FocusOptions): void {
    this.#iframe?.focus(options);
  }

  /** Shows the page anew, from `src`. */
  reload(): void {
    this.#close();
    this.#open();
  }

  connectedCallback(): void {
    this.#isPlaced = true;
    this.#open();
  }

  disconnectedCallback(): void {
    this.#isPlaced = false;
    this.#close();
  }

  attributeChangedCallback(name: string): void {
    if (!this.#isPlaced) return;
    if (name === 'label' || name === 'loading') this.#describe();
    else if (name === 'resize') this.#watchHeight();
    else if (!this.#isReopening) {
      // Several attributes that change at once make one new frame.
      this.#isReopening = true;
      queueMicrotask(() => {
        this.#isReopening = false;
        if (this.#isPlaced) this.reload();
      });
    }
  }

  greet(port: MessagePort): void {
    this.#greetings += 1;
    if (this.#greetings > mostGreetings) {
      port.close();
      return;
    }
    this.#drop();
    this.#port = new GuestPort(port, (type, data) => this.#receive(type, data), () => this.#flooded());
    this.#portSince = this.#loads;
    this.#watchHeight();
    this.#tell('connect');
  }

  refused(event: { container: string; kind: unknown; subject: unknown; reason: unknown; grant: unknown }): void {
    if (event.container !== this.#id) return;
    const added = this.#refusals.add(event);
    this.#bar.change();
    if (added !== undefined) this.dispatchEvent(new CustomEvent('refusal', { detail: added }));
  }

  opened(containers: readonly OpenContainer[]): void {
    const mine = containers.find((one) => one.origin === this.guestOrigin);
    if (mine === undefined) {
      if (this.#wasOpen) this.#enter('ended');
      else this.#fail('This container is not open.');
    } else if (this.grade === 'hardened' && mine.grade !== 'hardened') {
      this.#fail(`The page asks for the grade hardened; the container is ${mine.grade}.`);
    } else if (this.state === 'ended') {
      queueMicrotask(() => this.reload());
    } else {
      this.#wasOpen = true;
      this.#bar.text = `Contained page, ${mine.grade}`;
    }
  }

  get #id(): string { return this.#url?.hostname.split('.')[0] ?? ''; }

  #open(): void {
    const address = readAddress(this.getAttribute('src'), location);
    const grants = readGrants(this.getAttribute('policy'));
    this.#refusals = new Refusals();
    this.#bar.show(this.#refusals);
    this.#bar.text = `Contained page${this.grade === '' ? '' : `, ${this.grade}`}`;
    const flaw = 'flaw' in address ? address.flaw : 'flaw' in grants ? grants.flaw : undefined;
    if ('flaw' in address || 'flaw' in grants) {
      this.#fail(flaw!);
      return;
    }
    this.#url = address.url;
    this.#enter('loading', 'Loading the contained page');
    const iframe = make('iframe', { part: 'frame', sandbox: grants.sandbox, allow: grants.allow, referrerpolicy: 'no-referrer' });
    iframe.onload = () => {
      this.#greetings = 0;
      this.#loads += 1;
      // A document greets before it has loaded, or later. A port that was there before the one before has lost its document, which said no goodbye.
      if (this.#portSince < this.#loads - 1) this.#drop();
      if (this.state === 'loading') this.#enter('ready');
    };
    this.#iframe = iframe;
    this.#height = new HeightKeeper(iframe, () => Number(this.getAttribute('max-height') ?? NaN));
    this.#describe();
    this.#stops.push(awaitGreetings(this), this.#watchPolicy());
    iframe.src = address.url.href;
    this.#stage.replaceChildren(iframe, this.#notice);
    const events = this.getAttribute('events') ?? defaultEvents;
    if (events !== '') this.#listen(events, iframe);
  }

  /** The list holds what happened before, so the page's own load comes first; but not where the list says whether it is shown at all. */
  #listen(events: string, iframe: HTMLIFrameElement): void {
    let begun = false;
    const begin = (): void => {
      if (begun || this.#iframe !== iframe) return;
      begun = true;
      this.#stops.push(listenTo(events, this));
    };
    if (this.grade === 'hardened') {
      begin();
      return;
    }
    iframe.addEventListener('load', begin, { once: true });
    const timer = setTimeout(begin, mostPatience);
    this.#stops.push(() => clearTimeout(timer));
  }

  #close(): void {
    for (const stop of this.#stops.splice(0)) stop();
    this.#drop();
    this.#height?.stop();
    this.#greetings = this.#loads = 0;
    this.#wasOpen = false;
    this.#iframe = this.#url = this.#height = undefined;
    this.#stage.replaceChildren();
  }

  /** The host page's own policy may not list the container: that is said, with what to write. */
  #watchPolicy(): () => void {
    const violated = (event: SecurityPolicyViolationEvent) => {
      if (event.effectiveDirective === 'frame-src' && event.disposition === 'enforce' && event.blockedURI.startsWith(this.guestOrigin)) {
        this.#fail(`This page's Content-Security-Policy does not show the container. It needs: frame-src ${this.guestOrigin}`);
      }
    };
    document.addEventListener('securitypolicyviolation', violated);
    return () => document.removeEventListener('securitypolicyviolation', violated);
  }

  #describe(): void {
    if (this.#iframe === undefined) return;
    this.#iframe.title = this.label === '' ? 'Contained page' : this.label;
    this.#iframe.loading = this.getAttribute('loading') === 'lazy' ? 'lazy' : 'eager';
  }

  #receive(type: string, data: unknown): void {
    if (type === bye) this.#drop();
    else if (type === height && this.resize) this.#height?.set(data);
    else this.#listeners.call(type, data);
  }

  #drop(): void {
    if (this.#port === undefined) return;
    this.#port.close();
    this.#port = undefined;
    this.#tell('disconnect');
  }

  #flooded(): void {
    this.#drop();
    this.#greetings = mostGreetings;
    this.refused({
      container: this.#id, kind: 'message', subject: 'messages', grant: null,
      reason: 'The page sent more messages than a frame takes; it is not heard until it loads again.',
    });
  }

  #watchHeight(): void {
    if (!this.resize) this.#height?.clear();
    else this.#port?.post(watchHeight);
  }

  #fail(reason: string): void {
    this.#close();
    this.#enter('error', reason);
    this.#stage.replaceChildren(this.#notice);
  }

  #enter(state: FrameState, notice = ''): void {
    this.#notice.setAttribute('role', state === 'error' ? 'alert' : 'status');
    this.#notice.textContent = notice;
    if (state === 'ended') this.#bar.text = 'The container has ended';
    if (this.getAttribute('state') === state) return;
    this.setAttribute('state', state);
    this.#tell('statechange');
  }

  #tell(event: string): void {
    this.dispatchEvent(new Event(event));
  }
}
