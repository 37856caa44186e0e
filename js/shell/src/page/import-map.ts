/** HTML's import maps: which URL a specifier means. Pure. */

// Lockdown takes the name away.
const { URL: Url } = globalThis;

export interface ImportMap {
  readonly imports: readonly (readonly [string, string | null])[];
  readonly scopes: readonly (readonly [string, readonly (readonly [string, string | null])[]])[];
}

export const noImports: ImportMap = { imports: [], scopes: [] };

const parseUrl = (text: string, base: string): string | undefined => {
  try {
    return new Url(text, base).href;
  } catch {
    return undefined;
  }
};

const isRelative = (specifier: string): boolean => specifier.startsWith('/') || specifier.startsWith('./') || specifier.startsWith('../');

/** A specifier that is a URL by itself. */
function urlLike(specifier: string, base: string): string | undefined {
  if (isRelative(specifier)) return parseUrl(specifier, base);
  try {
    return new Url(specifier).href;
  } catch {
    return undefined;
  }
}

function table(value: unknown, base: string): readonly (readonly [string, string | null])[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new TypeError('An import map\'s table is an object');
  const rows: (readonly [string, string | null])[] = [];
  for (const [key, address] of Object.entries(value)) {
    if (key === '') continue;
    const url = typeof address === 'string' ? urlLike(address, base) : undefined;
    rows.push([urlLike(key, base) ?? key, url === undefined || (key.endsWith('/') && !url.endsWith('/')) ? null : url]);
  }
  // The longest key wins.
  return rows.sort(([a], [b]) => a < b ? 1 : a > b ? -1 : 0);
}

/** Throws SyntaxError or TypeError where the text is no import map. */
export function parseImportMap(text: string, base: string): ImportMap {
  const parsed: unknown = JSON.parse(text);
  if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) throw new TypeError('An import map is a JSON object');
  const { imports = {}, scopes = {} } = parsed as { imports?: unknown; scopes?: unknown };
  if (typeof scopes !== 'object' || scopes === null || Array.isArray(scopes)) throw new TypeError('An import map\'s scopes are an object');
  const found: (readonly [string, readonly (readonly [string, string | null])[]])[] = [];
  for (const [prefix, rows] of Object.entries(scopes)) {
    const url = parseUrl(prefix, base);
    if (url !== undefined) found.push([url, table(rows, base)]);
  }
  return { imports: table(imports, base), scopes: found.sort(([a], [b]) => a < b ? 1 : a > b ? -1 : 0) };
}

/** Both maps; where they disagree the earlier one stays, as in HTML. */
export function mergeImportMaps(first: ImportMap, second: ImportMap): ImportMap {
  const join = (a: readonly (readonly [string, string | null])[], b: readonly (readonly [string, string | null])[]): readonly (readonly [string, string | null])[] =>
    [...a, ...b.filter(([key]) => !a.some(([other]) => other === key))].sort(([x], [y]) => x < y ? 1 : x > y ? -1 : 0);
  const scopes = new Map(first.scopes);
  for (const [prefix, rows] of second.scopes) scopes.set(prefix, join(scopes.get(prefix) ?? [], rows));
  return { imports: join(first.imports, second.imports), scopes: [...scopes].sort(([a], [b]) => a < b ? 1 : a > b ? -1 : 0) };
}

function match(specifier: string, rows: readonly (readonly [string, string | null])[]): string | undefined {
  for (const [key, address] of rows) {
    if (key === specifier || (key.endsWith('/') && specifier.startsWith(key))) {
      if (address === null) throw new TypeError(`The import map blocks '${specifier}'`);
      if (key === specifier) return address;
      const url = parseUrl(specifier.slice(key.length), address);
      if (url === undefined || !url.startsWith(address)) throw new TypeError(`The import map's address for '${specifier}' leads out of its folder`);
      return url;
    }
  }
  return undefined;
}

/** The URL that a specifier means in a text whose base is `base`. Throws TypeError where it means none. */
export function resolveSpecifier(specifier: string, base: string, map: ImportMap): string {
  const url = urlLike(specifier, base);
  const name = url ?? specifier;
  for (const [prefix, rows] of map.scopes) {
    if (prefix !== base && !(prefix.endsWith('/') && base.startsWith(prefix))) continue;
    const found = match(name, rows);
    if (found !== undefined) return found;
  }
  const found = match(name, map.imports) ?? url;
  if (found === undefined) throw new TypeError(`Failed to resolve module specifier "${specifier}". Relative references must start with either "/", "./", or "../".`);
  return found;
}
