// Columns that a terminal takes; close enough for tables and prompts.
const zero = /^[\p{Mn}\p{Me}\p{Cf}]$/u;
const wide = /^[\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{1f300}-\u{1f64f}\u{1f900}-\u{1f9ff}\u{20000}-\u{3fffd}]$/u;

export function getStringWidth(text) {
  if (/^[\x20-\x7e]*$/.test(text)) return text.length;
  let width = 0;
  // eslint-disable-next-line no-control-regex
  for (const c of text.replace(/\u001b\[[0-9;]*[A-Za-z]/g, '').normalize('NFC')) if (!zero.test(c) && c >= ' ') width += wide.test(c) ? 2 : 1;
  return width;
}
