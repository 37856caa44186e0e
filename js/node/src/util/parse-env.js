import { checkString } from '../common/errors.js';

const line = /^[^\S\n]*(?:export[^\S\n]+)?([\w.-]+)[^\S\n]*=[^\S\n]*(?:'([^']*)'|"([^"]*)"|`([^`]*)`|([^#\n]*))?[^\n]*$/gm;

/** `util.parseEnv`: the variables of a `.env` text. */
export function parseEnv(content) {
  checkString(content, 'content');
  const found = {};
  for (const [, name, single, double, back, bare] of content.replaceAll('\r\n', '\n').matchAll(line)) {
    found[name] = single ?? double?.replaceAll('\\n', '\n') ?? back ?? bare?.trim() ?? '';
  }
  return found;
}
