module.exports = (report, victim) => {
  victim.secret();
  const bytes = new Uint8Array(Buffer.from('x').buffer);
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  const more = new Uint8Array(Buffer.allocUnsafe(8).buffer);
  for (const byte of more) text += String.fromCharCode(byte);
  report(text.includes('secret') ? 'SUCCEEDED' : 'harmless');
};
