/** A container's address, checked; or why it is none. */
export type Address = { readonly url: URL } | { readonly flaw: string };

/** The first label of a container's host name, as Bailey makes it. */
const label = /^[a-z2-7]{20}\./;

/**
 * Reads `src`. Anything but a container's address is refused before a frame is made of it: a page without Bailey's headers would run in
 * `allow-scripts allow-same-origin`, and one of the host page's own origin could take its sandbox off.
 */
export function readAddress(src: string | null, host: Location): Address {
  if (src === null || src.trim() === '') return { flaw: 'There is no src: the address of a container.' };
  if (!URL.canParse(src, host.href)) return { flaw: 'The src is no address.' };
  const url = new URL(src, host.href);
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return { flaw: 'The src is no address of http or https.' };
  if (url.origin === host.origin) return { flaw: 'The src is a page of this very origin; a container has an origin of its own.' };
  return label.test(url.hostname) ? { url } : { flaw: 'The src is no container: its host name has no id.' };
}
