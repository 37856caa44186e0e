/** Elements that a document of the page never has, and the scripts in it, which never run natively. */
import { attributeNames, appendChild, children, cloneNode, createElement, getAttributeNode, liveDocument, localName, namespaceUri, setAttributeNs, setInnerHtml, firstChild, templateContent } from '../natives/dom.js';
import { getter } from '../natives/dom.js';
import { forParser } from '../trusted-types.js';

/** Each would be a fresh realm, or shows another document: `frame` in the policy's hardened grade has none. */
export const deniedNames = ['iframe', 'frame', 'frameset', 'object', 'embed', 'fencedframe', 'portal', 'applet', 'webview', 'controlledframe'] as const;
const denied: ReadonlySet<string> = new Set(deniedNames);

export const deniedSelector = deniedNames.join(',');
export const placeholderName = 'bailey-refused';

export const htmlNamespace = 'http://www.w3.org/1999/xhtml';
export const svgNamespace = 'http://www.w3.org/2000/svg';

/** The name as HTML compares names: ASCII only. */
export const lower = (name: string): string => name.replace(/[A-Z]/g, (letter) => letter.toLowerCase());

export const isDenied = (name: string): boolean => denied.has(lower(name));

export const isScript = (element: unknown): boolean => lower(localName(element) as string) === 'script';

// A parsed fragment's scripts are marked as already started, and so are their clones: the browser never prepares them.
const sample = createElement(liveDocument, 'template') as Element;
setInnerHtml(sample, forParser('<script></script>'));
const inertScript = firstChild(templateContent(sample)) as Element;

const attributeName = getter(Attr.prototype, 'name');
const attributeValue = getter(Attr.prototype, 'value');
const attributeNamespace = getter(Attr.prototype, 'namespaceURI');

/** A script element that the browser never runs. */
export const makeScript = (): Element => cloneNode(inertScript, false) as Element;

/** An inert script with the attributes and the text of another one. SVG's become HTML's: all that is left to see is their tag. */
export function inertCopy(script: unknown): Element {
  const copy = makeScript();
  for (const name of attributeNames(script) as string[]) {
    const attribute: unknown = getAttributeNode(script, name);
    setAttributeNs(copy, namespaceUri(script) === svgNamespace && name === 'xlink:href' ? null : attributeNamespace(attribute), attributeName(attribute) === 'xlink:href' ? 'src' : attributeName(attribute), attributeValue(attribute));
  }
  for (const child of children(script)) appendChild(copy, child);
  return copy;
}
