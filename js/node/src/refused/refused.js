// Modules whose power no guest has. They load, because many packages load them and never call; every use throws and names the grant.
const powers = require('bailey:powers');

/** The error for a use of `subject`, already reported. */
export const refusal = (kind, subject, grant) => powers.refuse({ kind, subject, grant });

/**
 * An object whose `functions` throw when they are called or constructed. `fixed` are the parts that need no power.
 * @param {{ module: string, kind: string, grant: string, functions: string[], fixed?: object }} description
 */
export function refusedModule({ module, kind, grant, functions, fixed = {} }) {
  const made = {};
  for (const name of functions) {
    // Constructible and with a prototype of its own, so that `class X extends net.Socket` can be declared.
    const refused = function () {
      throw refusal(kind, `${module}.${name}`, grant);
    };
    Object.defineProperty(refused, 'name', { value: name });
    made[name] = refused;
  }
  return Object.defineProperties(made, Object.getOwnPropertyDescriptors(fixed));
}

export const grants = {
  network: '(no clause: guests have no sockets; "egress" in bailey.json is for fetch)',
  children: '(no clause: a guest starts no processes; "children" in bailey.json is for programs)',
  threads: '(no clause: a guest has one thread)',
  engine: '(no clause: a guest neither inspects the engine nor runs code past its compartment)',
};
