/**
 * What host page and guest say to each other over their port: JSON texts `[type, data]`. Texts, because their length is known before they
 * are taken apart, and because nothing but data fits into them: no ports, no streams, no shared memory.
 */

/** The longest message, in UTF-16 units. */
export const longestMessage = 65_536;

/** What the guest posts to its parent, together with one port. */
export const hello = 'bailey-frame 1';

/** Types that begin with a colon are Bailey's own. */
const typePattern = /^:?[A-Za-z][\w.-]{0,63}$/;

/** The guest tells the height of its document from now on. */
export const watchHeight = ':watch-height';

/** The height of the guest's document in CSS pixels. */
export const height = ':height';

/** The guest's document is about to go. */
export const bye = ':bye';

/**
 * A message as it is sent.
 * @throws TypeError where the type is none or the data is no JSON; RangeError where it is too long.
 */
export function encode(type: string, data: unknown): string {
  if (!typePattern.test(type)) throw new TypeError(`"${type}" is no type of message: a letter, then at most 63 letters, digits, dots, dashes`);
  const text = JSON.stringify([type, data ?? null]);
  if (text.length > longestMessage) throw new RangeError(`the message has ${text.length} characters; at most ${longestMessage} are sent`);
  return text;
}

/** Takes a message apart; undefined for whatever is none. */
export function decode(message: unknown): { type: string; data: unknown } | undefined {
  if (typeof message !== 'string' || message.length > longestMessage) return undefined;
  try {
    const parsed: unknown = JSON.parse(message);
    if (!Array.isArray(parsed) || parsed.length !== 2) return undefined;
    const [type, data] = parsed as [unknown, unknown];
    return typeof type === 'string' && typePattern.test(type) ? { type, data } : undefined;
  } catch {
    return undefined;
  }
}
