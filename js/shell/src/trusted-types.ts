/**
 * The page's one Trusted Types policy, made before anything else runs.
 *
 * Source: Trusted Types (W3C), the default policy.
 * Stops: text that reaches the browser's own parser or compiler past the shell; what gets here is refused and told.
 * Does not stop: `import()` and style sheets, which it does not see: the Content-Security-Policy holds those.
 */
type Told = (sink: string, text: string) => void;

interface Policy { createHTML(text: string, mark: unknown): string; createScriptURL(url: string, mark: unknown): string }
interface Factory { createPolicy(name: string, rules: object): Policy }

// Who has it is the shell.
const ticket = Object.freeze({});
let told: Told = () => { /* nothing runs yet */ };

const factory = (globalThis as unknown as { trustedTypes?: Factory }).trustedTypes;

/** The scripts of the page's elements never run natively (`scripts.ts`): their text and source are only data. */
const isInert = (sink: unknown): boolean => typeof sink === 'string' && /^(?:HTML|SVG)ScriptElement\b/.test(sink);

const policy: Policy | undefined = factory?.createPolicy('default', {
  createHTML(text: string, mark: unknown, sink: unknown): string | null {
    if (mark === ticket) return text;
    told(`${sink as string}`, text);
    return null;
  },
  createScript(text: string, _type: unknown, sink: unknown): string | null {
    if (isInert(sink)) return text;
    told(`${sink as string}`, text);
    return null;
  },
  createScriptURL(url: string, mark: unknown, sink: unknown): string | null {
    if (mark === ticket || isInert(sink)) return url;
    told(`${sink as string}`, url);
    return null;
  },
});

/** Markup that the shell itself hands to an inert parser. */
export const forParser = (text: string): string => policy === undefined ? text : policy.createHTML(text, ticket);

/** A URL of the shell's own for a sink that runs scripts. */
export const forWorker = (url: string): string => policy === undefined ? url : policy.createScriptURL(url, ticket);

/** Who is told of what the policy refused. */
export function tellRefusals(listener: Told): void { told = listener; }
