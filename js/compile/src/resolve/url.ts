import { failure } from './failure';

/** Where an ESM specifier points: a guest path, and the query and fragment that make it a module of its own. */
export interface FileUrl { readonly path: string; readonly suffix: string }

const encodedSeparator = /%2f|%5c/i;
const dot = /^(?:\.|%2e)$/i;
const dotDot = /^(?:\.|%2e){2}$/i;

/**
 * `new URL(specifier, 'file://' + directory + '/')` followed by `fileURLToPath`, for specifiers that are paths: backslashes are slashes,
 * tabs and line ends vanish, `%2e` is a dot, other escapes are decoded at the end. Node's checks on the way: encoded separators are refused,
 * malformed escapes too, and NUL names no file.
 */
export function resolveFileUrl(specifier: string, directory: string, base: string): FileUrl {
  const text = withoutEnds(specifier).replace(/[\t\n\r]/g, '');
  const cut = text.search(/[?#]/);
  const written = cut === -1 ? text : text.slice(0, cut);
  const suffix = cut === -1 ? '' : text.slice(cut);
  const path = written.replaceAll('\\', '/');
  const host = /^\/\/([^/]*)/.exec(path)?.[1];
  if (host !== undefined && host !== '' && host !== 'localhost') throw failure.invalidHost();
  const absolute = host === undefined ? path : path.slice(2 + host.length) || '/';
  // The directory is a path already; only what the specifier wrote is decoded.
  const kept = absolute.startsWith('/') ? [] : directory.split('/').filter(Boolean).map((text) => ({ text, written: false }));
  for (const text of absolute.split('/')) {
    if (text === '' || dot.test(text)) continue;
    if (dotDot.test(text)) kept.pop();
    else kept.push({ text, written: true });
  }
  const slash = /(?:^|\/)(?:\.|%2e){0,2}$/i.test(absolute) && kept.length > 0 ? '/' : '';
  if (kept.some((segment) => segment.written && encodedSeparator.test(segment.text))) {
    throw failure.encodedSeparator(`/${kept.map((segment) => segment.text).join('/')}${slash}`, base);
  }
  const decoded = kept.map((segment) => segment.written ? decode(segment.text, specifier, base) : segment.text);
  return { path: `/${decoded.join('/')}${slash}`, suffix: suffix === '?' || suffix === '#' ? '' : suffix };
}

/** What the URL standard strips from the ends: C0 controls and space. */
function withoutEnds(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && text.charCodeAt(start) <= 0x20) start++;
  while (end > start && text.charCodeAt(end - 1) <= 0x20) end--;
  return text.slice(start, end);
}

function decode(segment: string, specifier: string, base: string): string {
  let decoded: string;
  try {
    decoded = decodeURIComponent(segment);
  } catch {
    throw failure.invalidSpecifier(specifier, 'has a malformed escape', base);
  }
  if (decoded.includes('\0')) throw failure.invalidSpecifier(specifier, 'must not include null bytes', base);
  return decoded;
}

/** The scheme of an absolute URL, lower case with its colon, or undefined. */
export function schemeOf(specifier: string): string | undefined {
  return /^[a-z][a-z0-9+.-]*:/i.exec(specifier)?.[0].toLowerCase();
}
