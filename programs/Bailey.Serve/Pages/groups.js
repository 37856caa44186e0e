// What a contained page asked for, grouped by what would allow it. No DOM: the view is dashboard.js. All texts of events may be the
// page's own words.

const mostGroups = 200;
const mostItems = 100;

/** Directive of Content-Security-Policy to what was tried. */
const tried = {
  'connect-src': 'request', 'img-src': 'image', 'script-src': 'script', 'script-src-elem': 'script', 'script-src-attr': 'handler', 'style-src': 'style', 'style-src-elem': 'style',
  'font-src': 'font', 'media-src': 'media', 'frame-src': 'frame', 'worker-src': 'worker', 'form-action': 'form', 'object-src': 'plug-in', 'manifest-src': 'manifest', 'base-uri': 'base address',
};

/** What the browser names instead of an address. */
const powers = { inline: 'Run scripts in the markup', eval: 'Make code out of text (eval)', 'wasm-eval': 'Compile WebAssembly', 'trusted-types-sink': 'Write markup as text' };

/** Kind of a refusal by the server to what was tried. */
const kinds = {
  'top-level': 'Be opened in a tab of its own', serviceworker: 'Register a service worker', method: 'Send anything but GET', upgrade: 'Open a socket', 'cross-site': 'Be loaded by another site',
};

const origin = (text) => /^(?:https?|wss?):\/\/[^/?#\s]+/.exec(text)?.[0];

/** A policy line taken apart: the file it belongs into, what to write, a remark. Null where no policy allows it. */
export function lineOf(grant) {
  const match = /^(bailey\.json): (.*?)(?: \(([^()]*)\))?$/s.exec(grant ?? '');
  return match && { file: match[1], text: match[2], remark: match[3] ?? '' };
}

/** One event as {key, title, text, why}: those with one key are one group; text is its line in the group. */
export function describe(event) {
  if (event.granted) {
    const missing = !/^[23]/.test(event.reason);
    return {
      key: missing ? 'missing' : 'served', text: event.subject, note: event.reason,
      title: missing ? 'Files that are not there' : 'Files of its own', why: '', sort: missing ? 'missing' : 'granted',
    };
  }
  const grant = lineOf(event.grant) ? event.grant : '';
  let title = kinds[event.kind] ?? event.reason;
  let text = event.subject;
  if (event.kind === 'violation') {
    const [directive, ...rest] = event.subject.split(' ');
    const blocked = rest.join(' ');
    const place = origin(blocked);
    title = powers[blocked] ?? (place ? `Reach ${place}` : `Load a ${tried[directive] ?? directive} from ${blocked || 'elsewhere'}`);
    text = `${tried[directive] ?? directive} ${blocked}`;
  } else if (event.kind === 'request') title = 'Addresses that name no file';
  return { key: `${grant}|${title}`, title, text, note: '', why: event.reason, grant, sort: 'refused' };
}

/** The groups of one page. */
export class Groups {
  /** Key to {title, why, grant, sort, count, items: Map of text to {note, count}, more}. */
  #byKey = new Map();
  refused = 0;
  granted = 0;

  /** Refused first, in the order in which they came. */
  get list() {
    const order = ['refused', 'missing', 'granted'];
    return [...this.#byKey.values()].sort((a, b) => order.indexOf(a.sort) - order.indexOf(b.sort));
  }

  add(event) {
    if (event.granted) this.granted += 1;
    else this.refused += 1;
    let { key, title, text, note, why, grant = '', sort } = describe(event);
    if (!this.#byKey.has(key) && this.#byKey.size >= mostGroups) [key, title, why, grant] = ['more', 'And others', 'More kinds than are listed; the audit log has every one.', ''];
    let group = this.#byKey.get(key);
    if (!group) this.#byKey.set(key, group = { key, title, why, grant, sort, count: 0, items: new Map(), more: 0 });
    group.count += 1;
    const item = group.items.get(text);
    if (item) Object.assign(item, { note, count: item.count + 1 });
    else if (group.items.size < mostItems) group.items.set(text, { note, count: 1 });
    else group.more += 1;
  }
}

/** Whether a group has the words of a filter, in whatever it shows. */
export function matches(group, filter) {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const text = [group.title, group.why, group.grant, ...group.items.keys()].join('\n').toLowerCase();
  return words.every((word) => text.includes(word));
}
