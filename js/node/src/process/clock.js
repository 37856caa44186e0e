import { invalidArgType } from '../common/errors.js';

/** Clocks as coarse as the realm's: never finer than what the policy lets through. */
export function makeClock({ monotonic }) {
  const hrtime = (previous) => {
    const milliseconds = monotonic();
    const now = [Math.floor(milliseconds / 1000), Math.round((milliseconds % 1000) * 1e6)];
    if (previous === undefined) return now;
    if (!Array.isArray(previous)) throw invalidArgType('time', 'Array', previous);
    const seconds = now[0] - previous[0], nanoseconds = now[1] - previous[1];
    return nanoseconds < 0 ? [seconds - 1, nanoseconds + 1e9] : [seconds, nanoseconds];
  };
  hrtime.bigint = () => BigInt(Math.round(monotonic() * 1e6));
  return { hrtime, uptime: () => monotonic() / 1000 };
}
