/** Composes a realm: what `boot` returns is the only thing the host ever touches. */
import { Builtins } from './builtins.js';
import { makeDate, makeMath, makeRandom, freezeConstructor } from './clock.js';
import { makeCompartment, type Compartment } from './compartment.js';
import { isAvailable, makeEndowments, narrowestPath, WrittenGlobals, type EndowmentParts } from './endowments.js';
import { makeError } from './error-constructors.js';
import { type Abortable, Embedding } from './embed/embedding.js';
import { EventLoop } from './event-loop.js';
import type { BootOptions, GuestConfiguration, Host, Kernel, ModuleGraph } from './host.js';
import { Linker } from './linker/linker.js';
import { namespaceOf } from './linker/namespace.js';
import { textReferrer } from './linker/require.js';
import type { Lockdown } from './lockdown.js';
import { isPolicy, makePolicy, type Grants } from './policy.js';
import { plainConsole } from './plain-console.js';
import { makePowers } from './powers.js';
import { bare, create, freeze, ownKeys, parseJson } from './primordials.js';
import { codedError, grantPath, makeRefuse, refusalText } from './refusal.js';
import { standIns } from './stand-ins.js';
import { oraclePackages, runOracle } from './oracle.js';

/** The compartment of all node: modules; no package can have this name. */
const nodePackage = '$node$';

/** What shared intrinsics ask for; set when the realm is configured. */
export interface Shared { now: () => number; refuseConstructor: (name: string) => Error }

export function makeKernel(host: Host, options: BootOptions, locked: Lockdown, shared: Shared): Kernel {
  let realm: Realm | undefined;
  const configured = (): Realm => {
    if (realm === undefined) throw new Error('The realm is not configured');
    return realm;
  };
  const kernel: Kernel = {
    configure: (json) => {
      if (realm !== undefined) throw new Error('The realm is configured already');
      realm = new Realm(host, options, locked, parseJson(json) as GuestConfiguration, shared);
    },
    load: (graphJson) => configured().linker.table.add((parseJson(graphJson) as ModuleGraph).modules),
    prepare: () => configured().prepare(),
    run: (entryId, tag) => configured().run(entryId, tag),
    evaluate: (packageName, text, url) => configured().linker.compartment(packageName).runScript(text, url, false),
    dispatch: (kind, id, json, data) => {
      if (kind === 'message') configured().embedding?.receive(json, data);
      else configured().loop.dispatch(kind, id, json, data);
    },
    rejected: (promise, reason) => configured().loop.rejected(promise, reason),
    findings: freeze([...locked.findings]),
    ...(options.oracle === true && { oracle: () => configured().oracle() }),
  };
  for (const key of ownKeys(kernel)) freeze(kernel[key as keyof Kernel]);
  return freeze(kernel);
}

class Realm {
  readonly loop: EventLoop;
  readonly linker: Linker;
  readonly embedding: Embedding | undefined;
  readonly #host: Host;
  readonly #locked: Lockdown;
  readonly #configuration: GuestConfiguration;
  readonly #refuse: ReturnType<typeof makeRefuse>;
  readonly #policy: (name: string) => Grants;
  readonly #endowmentParts: EndowmentParts;
  readonly #random: () => number;
  readonly #clocks: (name: string) => { Date: unknown; Math: Math };

  constructor(host: Host, options: BootOptions, locked: Lockdown, configuration: GuestConfiguration, shared: Shared) {
    if (!isPolicy(configuration.policy)) throw new Error('The configuration has no policy');
    this.#host = host;
    this.#locked = locked;
    this.#configuration = { ...configuration, packages: bare(configuration.packages) };
    this.#policy = makePolicy(configuration.policy, options.oracle === true ? oraclePackages : []);
    this.#refuse = makeRefuse(host);
    // Which package asks, a shared function cannot know for sure.
    shared.refuseConstructor = (name) => {
      this.#refuse({ package: '(any)', kind: 'unsupported', subject: name, grant: 'use the global Function' });
      return codedError(TypeError, 'ERR_BAILEY_REFUSED', 'Function.prototype.constructor is not a valid constructor.');
    };
    this.loop = new EventLoop(host);
    this.#random = makeRandom((count) => host.random(count));
    this.#clocks = this.#makeClocks(shared);
    const builtins = new Builtins({
      host, overrideHarden: locked.overrideHarden, compartment: () => this.linker.compartment(nodePackage),
      hostModule: (packageName) => this.embedding?.module(packageName),
      makePowers: (packageName, groups) => makePowers({
        host, loop: this.loop, refuse: this.#refuse, configuration: this.#configuration,
        requireFrom: (name, from) => this.linker.commonJs.makeRequire({ id: from, package: name, ...this.#moduleAt(from, name) }, undefined),
      }, packageName, groups),
    });
    this.embedding = configuration.host === undefined ? undefined : new Embedding({
      offer: configuration.host, loop: this.loop, refuse: this.#refuse,
      makeAbortController: () => new (builtins.global('internal/abort', 'AbortController', nodePackage) as new () => Abortable)(),
    });
    const resources = bare(configuration.policy.resources);
    const written = new WrittenGlobals(Object.keys(resources).flatMap((name) => [...this.#policy(name).written]));
    this.#endowmentParts = { builtins, written, fallback: () => ({ console: () => plainConsole(host) }) };
    this.linker = new Linker({
      host, policy: this.#policy, refuse: this.#refuse, builtins, overrideHarden: locked.overrideHarden,
      exportModes: bare(configuration.exports), makeCompartment: (name) => this.#makeCompartment(name),
    });
  }

  /** An OracleReport as JSON. */
  oracle(): string {
    const forbidden = new Map<object, string>([[globalThis, 'the engine\'s global']]);
    for (const name of ownKeys(this.#host) as (keyof Host)[]) forbidden.set(this.#host[name], `the host's ${name}`);
    const { builtins } = this.#endowmentParts;
    return runOracle({ linker: this.linker, builtins, policy: this.#policy, rewrite: this.#host.rewrite, forbidden });
  }

  #moduleAt(id: string, packageName: string): object {
    const module = this.linker.table.get(id);
    return module !== undefined && module.package === packageName ? { module } : {};
  }

  /** The program's own compartment, its console and its process. */
  prepare(): void {
    const global = this.linker.compartment('$root$').global as { console?: unknown; process?: unknown };
    void global.console;
    void global.process;
  }

  run(entryId: string, tag?: string): void {
    const { loop, linker } = this;
    const module = linker.table.get(entryId);
    if (module === undefined) throw new Error(`The entry ${entryId} is not in the graph`);
    if (typeof tag === 'string') this.embedding?.open(tag);
    const fail = (error: unknown): void => {
      loop.entrySettled();
      loop.uncaught(error);
    };
    if (this.#configuration.host?.stays === true) loop.stay();
    loop.start();
    loop.job(() => {
      if (module.format === 'module') {
        const entry = linker.entry(module);
        linker.evaluateModule(entry).then(() => {
          loop.entrySettled();
          this.embedding?.ready(namespaceOf(entry), undefined);
        }, fail);
      } else {
        try {
          if (module.format === 'json') {
            linker.commonJs.json(module, module.package);
          } else {
            const { exports } = linker.commonJs.load(module, undefined, true);
            this.embedding?.ready(exports, exports);
          }
        } finally {
          loop.entrySettled();
        }
      }
    });
  }

  #makeCompartment(packageName: string): Compartment {
    const own = packageName === nodePackage;
    const grants = this.#policy(packageName);
    const standard = create(null) as Record<string, unknown>;
    Object.assign(standard, this.#locked.globals, this.#clocks(packageName), !own && { Error: makeError(packageName) });
    const compartment: Compartment = makeCompartment({
      host: this.#host, package: packageName, refuse: this.#refuse, standard,
      dynamicCode: !own && this.#configuration.dynamicCode && this.#configuration.packages?.[packageName]?.dynamicCode !== false,
      constants: this.#constantsOf(packageName, standard),
      ungranted: (name, path) => this.#ungranted(packageName, grants, name, path),
      endowments: own ? this.#nodeEndowments() : makeEndowments(this.#endowmentParts, packageName, grants),
      importFrom: (url, specifier, importOptions) => this.linker.import(textReferrer(compartment, url), specifier, importOptions),
    });
    return compartment;
  }

  /** A ReferenceError, as for any absent global, that says which grant would make it present. */
  #ungranted(packageName: string, grants: Grants, name: string, path: string): Error | undefined {
    if (grants.trusted || packageName === nodePackage || !isAvailable(this.#endowmentParts, packageName, name)) return undefined;
    const subject = narrowestPath(this.#endowmentParts, packageName, name, path);
    const refusal = { package: packageName, kind: 'global', subject, grant: grantPath(packageName, 'globals', subject) };
    this.#refuse(refusal);
    return codedError(ReferenceError, 'ERR_BAILEY_REFUSED', `${name} is not defined. ${refusalText(refusal)}`);
  }

  /** node: modules see the globals of shared ones only; what has powers they require by name. */
  #nodeEndowments(): Readonly<Record<PropertyKey, PropertyDescriptor>> {
    const { builtins } = this.#endowmentParts;
    const made = create(null) as Record<string, PropertyDescriptor>;
    for (const name of Object.keys(standIns)) made[name] = { value: standIns[name], writable: true, enumerable: false, configurable: true };
    for (const { name, module, member } of builtins.globals()) {
      if (builtins.index[module]!.shared) made[name] = { get: () => builtins.global(module, member, nodePackage), enumerable: false, configurable: true };
    }
    return made;
  }

  /** What the package's texts were compiled with, the same for all of them; every standard global where it has none. */
  #constantsOf(packageName: string, standard: object): readonly string[] {
    for (const { constants } of this.linker.table.of(packageName)) if (constants !== undefined) return constants;
    return packageName === nodePackage ? ownKeys(standard) as string[] : this.#configuration.constants ?? ownKeys(standard) as string[];
  }

  /**
   * One Date for all packages, which is also `Date.prototype.constructor`, unless a package is narrowed: prototypes lead every
   * package to that one, so it then is as narrow as the narrowest.
   */
  #makeClocks(shared: Shared): (name: string) => { Date: unknown; Math: Math } {
    const host = this.#host;
    const configuration = this.#configuration;
    const refused = (packageName: string, kind: 'clock' | 'random', subject: string) => (): never => {
      throw this.#refuse({ package: packageName, kind, subject, grant: `"${kind}": "real" in bailey.json` });
    };
    const narrowed = configuration.clock === 'none' || Object.values(configuration.packages ?? {}).some((entry) => entry.clock === 'none');
    shared.now = narrowed ? refused('(any)', 'clock', 'Date') : () => host.now();
    const realMath = makeMath(() => this.#random());
    return (packageName) => {
      const narrowing = configuration.packages?.[packageName];
      const clock = narrowing?.clock ?? configuration.clock;
      const random = narrowing?.random ?? configuration.random;
      let date: unknown = this.#locked.Date;
      if (narrowed) {
        date = makeDate(clock === 'none' ? refused(packageName, 'clock', 'Date') : () => host.now());
        freezeConstructor(date as object);
      }
      return { Date: date, Math: random === 'none' || packageName === nodePackage ? makeMath(refused(packageName, 'random', 'Math.random')) : realMath };
    };
  }
}
