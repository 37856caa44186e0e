/** The names that printed code uses for itself. Chosen per source, so that no identifier of the source is one of them. */
export interface InternalNames {
  /** The compartment's global, the runtime record, the source record, the import record, the publisher of exports. */
  readonly G: string;
  readonly R: string;
  readonly S: string;
  /** A page's scope object, from the runtime record. */
  readonly E: string;
  readonly I: string;
  readonly X: string;
  /** Completion value of a script, the same saved over a `finally`, value of `export default`. */
  readonly C: string;
  readonly F: string;
  readonly D: string;
  /** Begins the names of the objects of `with` statements. */
  readonly W: string;
}

const escapes = /\\u(?:\{0*([0-9a-fA-F]{1,6})\}|([0-9a-fA-F]{4}))/g;
const candidates = /\$[grseixcfdw](\d{0,9})/g;

/** The first free number, found in one pass over the text (with its Unicode escapes undone). */
export function chooseNames(text: string): InternalNames {
  const taken = new Set<string>();
  collect(text, taken);
  if (text.includes('\\u')) {
    collect(text.replace(escapes, (whole, braced: string | undefined, four: string | undefined) => {
      const code = parseInt(braced ?? four ?? '', 16);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    }), taken);
  }
  let suffix = '';
  for (let n = 1; taken.has(suffix); n++) suffix = String(n);
  const name = (letter: string): string => '$' + letter + suffix;
  return { G: name('g'), R: name('r'), S: name('s'), E: name('e'), I: name('i'), X: name('x'), C: name('c'), F: name('f'), D: name('d'), W: name('w') };
}

function collect(text: string, taken: Set<string>): void {
  for (const match of text.matchAll(candidates)) {
    // `$g12` also holds the shorter names `$g` and `$g1`; only whole names clash, but taking every prefix costs nothing.
    for (let length = 0; length <= match[1]!.length; length++) taken.add(match[1]!.slice(0, length));
  }
}

export function isInternal(names: InternalNames, name: string): boolean {
  return name.charCodeAt(0) === 0x24 && (name === names.G || name === names.R || name === names.S || name === names.E || name === names.I
    || name === names.X || name === names.C || name === names.F || name === names.D || name.startsWith(`${names.W}_`));
}
