/** `javascript:` URLs. Pure. */

/** The text of a `javascript:` URL; undefined for any other URL. */
export function javascriptText(url: string): string | undefined {
  // The URL parser drops white space in front, and these three anywhere.
  const cleaned = url.replace(/^[\0-\x20]+/, '');
  const found = /^(?:[\t\n\r]*[a-zA-Z]){10}[\t\n\r]*:/.exec(cleaned);
  if (found === null || found[0].replace(/[\t\n\r]/g, '').toLowerCase() !== 'javascript:') return undefined;
  return cleaned.slice(found[0].length).replace(/[\t\n\r]/g, '').replace(/(?:%[0-9a-fA-F]{2})+/g, (bytes) => {
    try {
      return decodeURIComponent(bytes);
    } catch {
      return bytes;
    }
  });
}
