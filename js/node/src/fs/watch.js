const { refuse } = require('bailey:powers');

/** Watching would need a channel from the host's file system into the guest that never ends. */
export const refusedWatch = (name) => {
  if (name === 'unwatchFile') return () => {};
  return () => {
    throw refuse({ kind: 'file', subject: `fs.${name}`, grant: '(no clause: files cannot be watched)' });
  };
};
