/** What a frame is granted, for its attributes; or why the text says nothing of the kind. */
export type Grants = { readonly sandbox: string; readonly allow: string } | { readonly flaw: string };

/** The tokens that a policy may have. The first two are every container's; no policy lets a page open windows or navigate its host page. */
const tokens = ['allow-scripts', 'allow-same-origin', 'allow-forms', 'allow-downloads', 'allow-modals'];
const always = tokens.slice(0, 2);

/**
 * Reads `policy`: sandbox tokens, then features of Permissions-Policy, separated by semicolons, as the server compiled them:
 * `allow-scripts allow-same-origin allow-forms; fullscreen`. Without it the frame gets what every container has. It can only narrow: the
 * container's own headers say the same again.
 */
export function readGrants(policy: string | null): Grants {
  const [first = '', ...features] = (policy ?? '').split(';').map((part) => part.trim());
  const named = first === '' ? always : first.split(/\s+/);
  const unknown = named.find((token) => !tokens.includes(token));
  if (unknown !== undefined) return { flaw: `The policy names ${unknown}, which no container gets.` };
  const feature = features.find((name) => !/^[a-z][a-z-]*$/.test(name));
  if (feature !== undefined) return { flaw: 'The policy names a feature that is none.' };
  return { sandbox: tokens.filter((token) => named.includes(token)).join(' '), allow: features.join('; ') };
}
