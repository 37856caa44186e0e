import { printable } from './printable.js';

/** One thing that a contained page was refused, however often. Texts are printable; the subject is the page's own words. */
export interface Refusal {
  readonly kind: string;
  readonly subject: string;
  readonly reason: string;
  /** The line of the policy that would allow it, or that none does. */
  readonly grant: string;
  count: number;
}

/** What one page was refused, each once, at most so many: a page can make up as many as it likes. */
export class Refusals {
  static readonly most = 50;
  readonly list: Refusal[] = [];
  /** How many came, those that are not listed too. */
  total = 0;

  /** Adds one. The result is it where it is new and listed. */
  add(from: { kind: unknown; subject: unknown; reason: unknown; grant: unknown }): Refusal | undefined {
    this.total += 1;
    const refusal = {
      kind: printable(from.kind, 40), subject: printable(from.subject), reason: printable(from.reason), grant: printable(from.grant ?? '', 300), count: 1,
    };
    const known = this.list.find((one) => one.kind === refusal.kind && one.subject === refusal.subject && one.grant === refusal.grant);
    if (known !== undefined) {
      known.count += 1;
      return undefined;
    }
    if (this.list.length >= Refusals.most) return undefined;
    this.list.push(refusal);
    return refusal;
  }
}

/** Whether a policy can allow it at all: then its line is worth copying. */
export const isGrantable = (refusal: Refusal) => refusal.grant.startsWith('bailey.json:');
