import type { Findings } from '../findings';
import type { CompileHost, Entry } from '../host';
import { basename, dirname, isInside, longestPath, root } from './path';

/** A path that exists: what it is, and where it is once links are followed. */
export interface Place { readonly kind: 'file' | 'directory'; readonly real: string }

/**
 * The program's files, as far as they were looked at. One listing per directory answers every question about its entries, so a thousand
 * modules cost one host call per directory and one per text read.
 *
 * Stops: links that lead out of the root; paths with NUL or of more than 4096 characters; anything above `/app`.
 * Does not stop: a host that lies. Files are taken as unchanging while the program compiles.
 */
export class FileTree {
  readonly #host: CompileHost;
  readonly #findings: Findings;
  readonly #places = new Map<string, Place | null>();
  readonly #listings = new Map<string, Map<string, string>>();

  constructor(host: CompileHost, findings: Findings) {
    this.#host = host;
    this.#findings = findings;
    this.#places.set(root, { kind: 'directory', real: root });
  }

  /** Where a normalized absolute path leads, or null. */
  place(path: string): Place | null {
    const known = this.#places.get(path);
    if (known !== undefined) return known;
    const place = path.length <= longestPath && isInside(path) && !path.includes('\0') ? this.#find(path) : null;
    this.#places.set(path, place);
    return place;
  }

  isFile(path: string): boolean { return this.place(path)?.kind === 'file'; }

  isDirectory(path: string): boolean { return this.place(path)?.kind === 'directory'; }

  /** The text of a file at its real path, or null. Not kept. */
  read(path: string): string | null {
    const place = this.place(path);
    if (place?.kind !== 'file') return null;
    try {
      const text = this.#host.read(place.real);
      return typeof text === 'string' ? text : null;
    } catch {
      return null;
    }
  }

  #find(path: string): Place | null {
    const parent = this.place(dirname(path));
    if (parent?.kind !== 'directory') return null;
    const real = `${parent.real}/${basename(path)}`;
    // A path through a linked directory is answered by the path without links, so that each place is looked at once.
    if (real !== path) return this.place(real);
    const kind = this.#listing(parent.real).get(basename(path));
    if (kind === 'file' || kind === 'directory') return { kind, real };
    return kind === undefined || kind === 'other' ? null : this.#follow(real);
  }

  #follow(link: string): Place | null {
    let target: string | null = null;
    let kind: 'file' | 'directory' | null = null;
    try {
      target = this.#host.realpath(link);
      if (target !== null && isInside(target)) kind = this.#host.stat(target);
    } catch {
      target = null;
    }
    if (target !== null && kind !== null) return { kind, real: target };
    const where = target === null ? `leads nowhere inside ${root}` : `leaves ${root}`;
    this.#findings.add(link, 'link.outside', `The symbolic link ${where}; it is treated as absent.`,
      `Copy what it points at into the program, or remove the link.`);
    return null;
  }

  #listing(directory: string): Map<string, string> {
    let listing = this.#listings.get(directory);
    if (listing) return listing;
    listing = new Map();
    try {
      const listed = this.#host.list(directory) ?? [];
      const entries = typeof listed === 'string' ? JSON.parse(listed) as readonly Entry[] : listed;
      for (const { name, kind } of entries) listing.set(name, kind);
    } catch {
      // A directory that cannot be listed holds nothing that could be loaded.
    }
    this.#listings.set(directory, listing);
    return listing;
  }
}
