import { connect, type Channel } from './channel.js';

/** `/__bailey/guest.js`: a contained page includes it before its own scripts to talk with its host page by `bailey.post` and `bailey.on`. */
declare global {
  var bailey: Channel | undefined;
}

globalThis.bailey ??= connect();
