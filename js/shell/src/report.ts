/** Tells the server what was refused, and the person in front of the page. */
import { nativeFetch } from './natives/both.js';
import { stringifyJson } from '../../realm/src/realm/primordials.js';

export interface Refusal { readonly kind: string; readonly subject: string; readonly reason: string; readonly grant: string }

export const never = 'no policy allows it';

const most = 200;
const told = new Set<string>();
let notice: (refusal: Refusal) => void = () => { /* no page yet */ };

/** Who shows refusals. */
export function showRefusals(show: (refusal: Refusal) => void): void { notice = show; }

/** Each kind and subject once, and at most 200 a document. Never throws. */
export function refuse(kind: string, subject: string, reason: string, grant: string = never): void {
  const key = `${kind}\n${subject}`;
  if (told.has(key) || told.size >= most) return;
  told.add(key);
  const refusal = { kind, subject, reason, grant };
  const body = stringifyJson({ 'bailey-report': { kind, subject: subject.slice(0, 1024), reason: reason.slice(0, 256), grant: grant.slice(0, 256) } });
  nativeFetch('/__bailey/report', { method: 'POST', body, headers: { 'content-type': 'application/json' }, keepalive: true }).catch(() => { /* the server is gone */ });
  notice(refusal);
}
