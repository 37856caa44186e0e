/** One row per `node:` module; `globals` maps a global's name to an export. */
export const modules: Readonly<Record<string, { readonly shared: boolean; readonly powers: readonly string[]; readonly globals?: Readonly<Record<string, string>> }>>;
