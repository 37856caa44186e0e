/**
 * What ses finds when it loads.
 *
 * - A native `harden`: it adopts one that is there.
 * - Immutable array buffers that seem native: its shim would replace every method of ArrayBuffer.prototype by a slower one that can not be
 *   repaired, for a proposal that the guests' engine does not have. `forgetMarker` takes the marker away again before lockdown.
 */
import { harden } from './harden.js';

Object.defineProperty(globalThis, 'harden', { value: harden, writable: true, configurable: true });

const marker = 'sliceToImmutable';
const wasNative = marker in ArrayBuffer.prototype;
if (!wasNative) Object.defineProperty(ArrayBuffer.prototype, marker, { value: undefined, configurable: true });

export function forgetMarker(): void {
  if (!wasNative) delete (ArrayBuffer.prototype as unknown as Record<string, unknown>)[marker];
}
