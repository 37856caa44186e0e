// https://webidl.spec.whatwg.org/#idl-DOMException-error-names
const codes = {
  IndexSizeError: 1, HierarchyRequestError: 3, WrongDocumentError: 4, InvalidCharacterError: 5, NoModificationAllowedError: 7, NotFoundError: 8,
  NotSupportedError: 9, InUseAttributeError: 10, InvalidStateError: 11, SyntaxError: 12, InvalidModificationError: 13, NamespaceError: 14,
  InvalidAccessError: 15, TypeMismatchError: 17, SecurityError: 18, NetworkError: 19, AbortError: 20, URLMismatchError: 21,
  QuotaExceededError: 22, TimeoutError: 23, InvalidNodeTypeError: 24, DataCloneError: 25,
};

class DOMException extends Error {
  #name;
  constructor(message = '', options = 'Error') {
    super(`${message}`, options !== null && typeof options === 'object' && 'cause' in options ? { cause: options.cause } : undefined);
    const name = options !== null && typeof options === 'object' ? options.name ?? 'Error' : options;
    this.#name = `${name}`;
  }
  get name() {
    return this.#name ?? 'DOMException';
  }
  get code() {
    return codes[this.#name] ?? 0;
  }
}
for (const [name, code] of Object.entries(codes)) {
  const constant = `${name.replace(/Error$/, '').replace(/([a-z])([A-Z])/g, '$1_$2').toUpperCase()}_ERR`.replace('SYNTAX_ERR', 'SYNTAX_ERR');
  for (const target of [DOMException, DOMException.prototype]) Object.defineProperty(target, constant, { value: code, enumerable: true });
}
Object.defineProperty(DOMException.prototype, Symbol.toStringTag, { value: 'DOMException', configurable: true });

export default { DOMException };
