import { value } from './dependency.js';
let importing = 'imported scripts';
try { importScripts('shared.js'); } catch (error) { importing = error.name; }
function said(event) { postMessage([event.data, value, importing, this === undefined, import.meta.url.endsWith('/parts/module.js')].join(' ')); }
said(await new Promise((resolve) => { onmessage = resolve; }));
onmessage = said;
