/** What a refusal says to the audit: its kind, and what was asked for. No policy allows either kind. */
export interface Denial { readonly kind: 'native' | 'unsupported'; readonly subject: string }

/** Why a specifier leads nowhere: Node's code and Node's message, or a refusal of our own. */
export class Unresolved extends Error {
  readonly code: string;
  /** A refusal (native addon, text made at run time), as opposed to something that is not there. */
  readonly denial: Denial | undefined;
  /** Whether Node adds the chain of requirers to the message. */
  readonly listsRequirers: boolean;

  constructor(code: string, message: string, denial: Denial | undefined = undefined, listsRequirers = false) {
    super(message);
    this.code = code;
    this.denial = denial;
    this.listsRequirers = listsRequirers;
  }
}

const importedFrom = (base: string | undefined) => base === undefined ? '' : ` imported from ${base}`;

/** Node's own texts, one function per code; `base` is the importing file, absent for `require`. */
export const failure = {
  moduleNotFound: (path: string, base: string) =>
    new Unresolved('ERR_MODULE_NOT_FOUND', `Cannot find module '${path}'${importedFrom(base)}`),
  packageNotFound: (name: string, base: string) =>
    new Unresolved('ERR_MODULE_NOT_FOUND', `Cannot find package '${name}'${importedFrom(base)}`),
  directoryImport: (path: string, base: string) =>
    new Unresolved('ERR_UNSUPPORTED_DIR_IMPORT', `Directory import '${path}' is not supported resolving ES modules${importedFrom(base)}`),
  invalidSpecifier: (specifier: string, reason: string, base?: string) =>
    new Unresolved('ERR_INVALID_MODULE_SPECIFIER', `Invalid module "${specifier}" ${reason}${importedFrom(base)}`),
  invalidConfig: (manifestPath: string, base?: string, reason?: string) =>
    new Unresolved('ERR_INVALID_PACKAGE_CONFIG', `Invalid package config ${manifestPath}${base !== undefined ? ` while importing ${base}` : ''}${reason ? `. ${reason}` : ''}`),
  notExported: (directory: string, subpath: string, base?: string) =>
    new Unresolved('ERR_PACKAGE_PATH_NOT_EXPORTED', subpath === '.'
      ? `No "exports" main defined in ${directory}/package.json${importedFrom(base)}`
      : `Package subpath '${subpath}' is not defined by "exports" in ${directory}/package.json${importedFrom(base)}`),
  importNotDefined: (specifier: string, directory: string | undefined, base: string) =>
    new Unresolved('ERR_PACKAGE_IMPORT_NOT_DEFINED',
      `Package import specifier "${specifier}" is not defined${directory ? ` in package ${directory}/package.json` : ''}${importedFrom(base)}`),
  unknownBuiltin: (name: string) => new Unresolved('ERR_UNKNOWN_BUILTIN_MODULE', `No such built-in module: ${name}`),
  unknownExtension: (extension: string, path: string) =>
    new Unresolved('ERR_UNKNOWN_FILE_EXTENSION', `Unknown file extension "${extension}" for ${path}`),
  unsupportedScheme: (protocol: string) => new Unresolved('ERR_UNSUPPORTED_ESM_URL_SCHEME',
    `Only URLs with a scheme in: file, data, and node are supported by the default ESM loader. Received protocol '${protocol}'`),
  /** `written` is the target as text: strings as they are, other JSON values in their JSON form. */
  invalidTarget: (directory: string, key: string, written: string, internal: boolean, isText: boolean, base?: string) => {
    const hint = isText && !internal && written !== '' && !written.startsWith('./') ? '; targets must start with "./"' : '';
    const target = `target ${JSON.stringify(written)} defined`;
    return new Unresolved('ERR_INVALID_PACKAGE_TARGET', key === '.'
      ? `Invalid "exports" main ${target} in the package config ${directory}/package.json${importedFrom(base)}${hint}`
      : `Invalid "${internal ? 'imports' : 'exports'}" ${target} for '${key}' in the package config ${directory}/package.json${importedFrom(base)}${hint}`);
  },
  invalidHost: () => new Unresolved('ERR_INVALID_FILE_URL_HOST', 'File URL host must be "localhost" or empty on linux'),
  encodedSeparator: (path: string, base?: string) =>
    failure.invalidSpecifier(base === undefined ? `file://${path}` : path, 'must not include encoded "/" or "\\" characters', base),
  dataUrl: (base: string) => new Unresolved('ERR_BAILEY_REFUSED',
    `Imports of data: URLs are refused${importedFrom(base)}: their text is made at run time and belongs to no package`, { kind: 'unsupported', subject: 'import of a data: URL' }),
  nativeAddon: (path: string, packageName: string) => new Unresolved('ERR_BAILEY_REFUSED',
    `Native addons are refused: ${path} of package ${packageName} is machine code, which no compartment can confine`, { kind: 'native', subject: path }),
};
