/** What a guest threw, for the host: texts only. Reading them may run the guest's getters; nothing they throw leaves here. */
import { create, isObject } from '../primordials.js';
import { refusalOf } from '../refusal.js';

const longest = 8000;

export function errorWire(thrown: unknown): object {
  const wire = create(null) as Record<string, unknown>;
  if (!isObject(thrown)) {
    wire['name'] = '';
    wire['message'] = cut(String(thrown));
    return wire;
  }
  const read = (name: string): unknown => {
    try {
      return (thrown as Record<string, unknown>)[name];
    } catch {
      return undefined;
    }
  };
  for (const name of ['name', 'message', 'code', 'stack']) {
    const value = read(name);
    if (typeof value === 'string') wire[name] = cut(value);
  }
  wire['message'] ??= 'something that is no Error was thrown';
  // A refusal of the broker is told by its own error; the host believes neither unless the broker reported the same.
  const refusal = refusalOf(thrown) ?? read('refusal');
  if (isObject(refusal)) wire['refusal'] = refusalWire(refusal as Record<string, unknown>);
  return wire;
}

function refusalWire(refusal: Record<string, unknown>): object {
  const wire = create(null) as Record<string, unknown>;
  for (const name of ['package', 'kind', 'subject']) {
    try {
      const value = refusal[name];
      if (typeof value === 'string') wire[name] = value.toWellFormed();
    } catch {
      // A getter of the guest's.
    }
  }
  return wire;
}

function cut(text: string): string { return text.slice(0, longest).toWellFormed(); }
