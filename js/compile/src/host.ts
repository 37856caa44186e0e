/**
 * What the compile side is given. Everything it learns of the world comes through here; paths are guest paths, absolute, '/'-separated,
 * and the program's root is `/app`. No member may follow a symbolic link out of the root: the C# side opens beneath it.
 */
export interface CompileHost {
  /** The file's text decoded as UTF-8 (invalid bytes become U+FFFD), or null if it is not a readable file. */
  read(path: string): string | null;
  /** What the path leads to, links followed; null if it leads nowhere inside the root. */
  stat(path: string): 'file' | 'directory' | null;
  /** The path without any link in it; null if it leads nowhere inside the root. */
  realpath(path: string): string | null;
  /**
   * The directory's entries, links NOT followed: kind is 'file', 'directory', 'symlink' or 'other'. Null or empty if there is none.
   * A host for which strings are cheaper than objects may return the array as JSON text.
   */
  list(path: string): readonly Entry[] | string | null;
  /** Values are verified after reading, so a store that lies costs time and nothing else. */
  cacheGet(key: string): string | null;
  cachePut(key: string, value: string): void;
  /** SHA-256 of the text's UTF-8 form, lower-case hex. */
  hash(text: string): string;
  /** One line for a person who waits. */
  progress?(text: string): void;
  /** Versions of everything a cached value depends on: kernel, parser, engine. */
  readonly versions?: string | Readonly<Record<string, string>>;
}

export interface Entry { readonly name: string; readonly kind: string }

/** One remark on the program: where, what, and what to do. */
export interface Finding {
  /** Guest path, with `:line:column` (both one-based) where there is one. */
  readonly path: string;
  /** Dotted words, stable: `package-json.syntax`. */
  readonly code: string;
  readonly message: string;
  readonly fix: string;
}
