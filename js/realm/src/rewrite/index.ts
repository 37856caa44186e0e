import type { RewriteRequest, RewriteResult } from '../abi.js';
import { rewriteSource } from './rewrite.js';

/** Rewrites a `RewriteRequest` in JSON into a `RewriteResult` in JSON. Never throws for a request of that shape. */
export function rewrite(json: string): string {
  return JSON.stringify(rewriteSource(JSON.parse(json) as RewriteRequest) satisfies RewriteResult);
}

(globalThis as { rewrite?: typeof rewrite }).rewrite = rewrite;
