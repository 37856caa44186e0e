/** The realm's bundle: evaluating it yields `boot`. */
import type { BootOptions, Host, Kernel } from './host.js';
import { makeKernel, type Shared } from './kernel.js';
import { lockdown } from './lockdown.js';

/**
 * Locks this context down and returns the kernel. Once per context, before any other code runs in it.
 * The host's functions are taken as they are now; `host` itself is not looked at again.
 */
export function boot(host: Host, options: BootOptions = {}): Kernel {
  const unset = (): never => { throw new TypeError('The realm is not configured'); };
  const shared: Shared = { now: unset, refuseConstructor: unset };
  const locked = lockdown(() => shared.now(), (name) => shared.refuseConstructor(name));
  return makeKernel(copyOf(host), options, locked, shared);
}

function copyOf(host: Host): Host {
  const names = [
    'evaluate', 'rewrite', 'module', 'call', 'begin', 'write', 'writeBytes', 'timer', 'cancelTimer', 'random', 'decode', 'encode',
    'now', 'monotonic', 'builtin', 'exit', 'inspect',
  ] as const;
  const copy = Object.create(null) as Record<string, unknown>;
  for (const name of names) {
    const target = host[name];
    if (typeof target !== 'function') throw new TypeError(`The host has no function ${name}`);
    copy[name] = target;
  }
  return Object.freeze(copy) as unknown as Host;
}
