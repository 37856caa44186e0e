/** An element with attributes and children. Texts become text nodes and nothing else. */
export function make<K extends keyof HTMLElementTagNameMap>(
  name: K, attributes: Record<string, string> = {}, ...children: (Node | string)[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** A button that copies a text, and says that it did. Without a clipboard it selects where the text stands. */
export function copyButton(text: string, shown: Node): HTMLButtonElement {
  const button = make('button', { type: 'button', 'aria-label': `Copy ${text}` }, 'Copy');
  button.onclick = async () => {
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = 'Copied';
      setTimeout(() => { button.textContent = 'Copy'; }, 1500);
    } catch {
      getSelection()?.selectAllChildren(shown);
    }
  };
  return button;
}
