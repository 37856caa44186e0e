/**
 * Text of a guest, to be shown among the host page's own: no controls, nothing that turns the direction of writing, nothing invisible,
 * no longer than it may be.
 */
export function printable(text: unknown, longest = 200): string {
  const plain = String(text).slice(0, longest * 2).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}\p{Cs}]/gu, '\u{fffd}');
  const characters = [...plain];
  return characters.length <= longest ? plain : `${characters.slice(0, longest - 1).join('')}…`;
}
