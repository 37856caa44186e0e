/** Names of event handler attributes: what HTML and SVG define, and what looks like it. */
export function isHandlerName(name: string): boolean {
  return /^on[a-z]{1,40}$/.test(name);
}

/** HTML: the handler of `error` gets what `window.onerror` gets. */
export function handlerParameters(name: string): string {
  return name === 'onerror' ? 'event,source,lineno,colno,error' : 'event';
}

/**
 * The body of a function that makes the handler: its names are looked up in the element, its form owner and the document first, which
 * are the members e, f and d of `this`.
 * Source: HTML, "getting the current value of the event handler", step 3.11.
 */
export function handlerBody(name: string, text: string): string {
  return `with(this.d)with(this.f)with(this.e)return function ${name}(${handlerParameters(name)}){\n${text}\n}`;
}
