// preact and marked by their bare names: the import map of index.html says where they lie.
import { h, render } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import htm from 'htm';
import { marked } from 'marked';

const html = htm.bind(h);
const first = '# Shopping\n\n- bread\n- *two* lemons\n\n| what | how much |\n|---|---|\n| flour | 1 kg |\n';

function Notes() {
  const [text, setText] = useState(first);
  const shown = useMemo(() => marked.parse(text), [text]);
  return html`<div class="notes">
    <textarea aria-label="Note" value=${text} onInput=${(event) => setText(event.target.value)}></textarea>
    <div class="shown" dangerouslySetInnerHTML=${{ __html: shown }}></div>
  </div>
  <p>${text.trim().split(/\s+/).length} words</p>`;
}

render(html`<${Notes} />`, document.getElementById('app'));
