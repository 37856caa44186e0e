/** As a constructed sheet: a host page's `style-src` needs no exception for it. Colours are the system's, so they follow `color-scheme`. */
export const style = new CSSStyleSheet();
style.replaceSync(`
:host { display: flex; flex-direction: column; block-size: 24rem; min-inline-size: 0; position: relative; background: Canvas; color: CanvasText;
  font: 13px/1.45 system-ui, sans-serif; border: 1px solid color-mix(in srgb, CanvasText 18%, Canvas); border-radius: 6px; overflow: hidden; }
:host([hidden]) { display: none; }
:host([scheme=light]) { color-scheme: light; }
:host([scheme=dark]) { color-scheme: dark; }
:host([resize]) { block-size: auto; }
:host(:focus-within) { outline: 2px solid Highlight; outline-offset: 1px; }
[part=stage] { flex: 1 1 auto; min-block-size: 0; display: grid; position: relative; }
iframe { grid-area: 1 / 1; inline-size: 100%; block-size: 100%; border: 0; display: block; }
[part=notice] { grid-area: 1 / 1; place-self: center; margin: 0; padding: 1em; max-inline-size: 40ch; text-align: center; text-wrap: balance; }
:host([state=loading]) [part=notice] { opacity: 0; animation: appear .2s .4s forwards; pointer-events: none; }
:host([state=ready]) [part=notice], :host([state=ended]) [part=notice] { display: none; }
:host([state=ended]) iframe { filter: grayscale(1); opacity: .6; }
[part=notice]::before { content: ''; display: block; inline-size: 1.4em; block-size: 1.4em; margin: 0 auto .6em; border-radius: 50%; border: 2px solid; }
:host([state=loading]) [part=notice]::before { border-block-start-color: transparent; animation: turn 1s linear .4s infinite; }
:host([state=error]) [part=notice]::before { content: '!'; font-weight: 700; line-height: 1.4; }
@keyframes appear { to { opacity: 1; } }
@keyframes turn { to { rotate: 1turn; } }
@media (prefers-reduced-motion: reduce) { :host [part=notice]::before { animation: none !important; } }
[part=skip] { position: absolute; inset-block-start: 4px; inset-inline-start: 4px; z-index: 1; }
[part=skip]:not(:focus) { clip-path: inset(50%); inline-size: 1px; block-size: 1px; padding: 0; border: 0; overflow: hidden; white-space: nowrap; }
[part=bar] { flex: none; border-block-start: 1px solid color-mix(in srgb, CanvasText 18%, Canvas); background: color-mix(in srgb, CanvasText 5%, Canvas); }
:host([bar=none]) [part=bar] { display: none; }
summary { display: flex; gap: .75em; padding: .3em .75em; cursor: default; list-style: none; color: color-mix(in srgb, CanvasText 70%, Canvas); }
summary::-webkit-details-marker { display: none; }
summary:focus-visible, button:focus-visible { outline: 2px solid Highlight; outline-offset: -2px; }
[part=grade] { flex: 1; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
[part=count] { white-space: nowrap; }
.some summary { cursor: pointer; }
.some [part=count] { color: CanvasText; font-weight: 600; }
.some [part=count]::after { content: ' ▸'; }
.some details[open] [part=count]::after { content: ' ▾'; }
ul { list-style: none; margin: 0; padding: 0; max-block-size: 14em; overflow: auto; border-block-start: 1px solid color-mix(in srgb, CanvasText 12%, Canvas); }
li { padding: .5em .75em; }
li + li { border-block-start: 1px solid color-mix(in srgb, CanvasText 12%, Canvas); }
li p { margin: 0; overflow-wrap: anywhere; unicode-bidi: isolate; }
.why { color: color-mix(in srgb, CanvasText 70%, Canvas); }
.grant { display: flex; gap: .5em; align-items: center; margin-block-start: .3em; }
code { flex: 1; min-inline-size: 0; font: 12px/1.5 ui-monospace, monospace; overflow-wrap: anywhere; padding: .2em .5em; border-radius: 4px;
  background: color-mix(in srgb, CanvasText 7%, Canvas); }
button { font: inherit; color: ButtonText; background: ButtonFace; border: 1px solid color-mix(in srgb, CanvasText 25%, Canvas); border-radius: 4px; padding: .1em .7em; min-block-size: 24px; }
.unseen { position: absolute; clip-path: inset(50%); inline-size: 1px; block-size: 1px; overflow: hidden; white-space: nowrap; }
`);
