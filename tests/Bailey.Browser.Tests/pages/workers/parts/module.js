import { value } from './dependency.js';
const waited = await new Promise((resolve) => { setTimeout(resolve, 50, 'waited'); });
let importing = 'imported scripts';
try { importScripts('shared.js'); } catch (error) { importing = error.name; }
self.onmessage = (event) => { postMessage([event.data, value, waited, importing, this === undefined, import.meta.url.endsWith('/parts/module.js')].join(' ')); };
