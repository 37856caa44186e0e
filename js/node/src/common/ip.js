const v4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/;

/** 4, 6 or 0, as `net.isIP` answers. */
export function isIP(text) {
  text = `${text}`;
  if (v4.test(text)) return 4;
  const [address, zone] = text.split('%', 2);
  if (text.includes('%') && !/^[0-9A-Za-z-.:]+$/.test(zone)) return 0;
  const halves = address.split('::');
  if (halves.length > 2) return 0;
  let groups = 0;
  for (const [h, half] of halves.entries()) {
    const parts = half === '' ? [] : half.split(':');
    for (const [i, part] of parts.entries()) {
      const last = h === halves.length - 1 && i === parts.length - 1;
      if (last && part.includes('.') && v4.test(part)) groups += 2;
      else if (/^[0-9A-Fa-f]{1,4}$/.test(part)) groups++;
      else return 0;
    }
  }
  return halves.length === 2 ? (groups <= 7 ? 6 : 0) : groups === 8 ? 6 : 0;
}
