import assert from 'node:assert/strict';
import test from 'node:test';
import { granted, rowOf, withheld, withheldReason } from '../src/facade/table.js';
import * as worker from '../src/worker/table.js';

test('what no row names the page does not have', () => {
  for (const name of ['ShadowRealm', 'someApiOfTomorrow', 'Tomorrow', 'LanguageModel', '__bailey__', 'eval', 'Function', 'Summarizer', 'USB', 'HID', 'XRSystem', 'PaymentRequest']) {
    assert.equal(rowOf(name), undefined, name);
  }
});

test('what is withheld is withheld, though a row above it would grant it', () => {
  for (const name of ['SharedWorker', 'RTCPeerConnection', 'webkitRTCPeerConnection', 'WebTransport', 'documentPictureInPicture', 'DocumentPictureInPicture', 'trustedTypes', 'XSLTProcessor', 'WebAssembly', 'HTMLFencedFrameElement', 'PerformanceScriptTiming', 'AudioWorkletNode', 'ServiceWorkerContainer']) {
    assert.equal(rowOf(name), undefined, name);
    assert.ok(withheldReason(name), name);
  }
});

test('names that lead to windows are made by the facade', () => {
  for (const name of ['window', 'self', 'frames', 'parent', 'top', 'opener', 'frameElement', 'open', 'setTimeout', 'setInterval', 'event', 'document', 'postMessage', 'Window', 'MouseEvent', 'Worker']) {
    assert.equal(rowOf(name)?.as, 'own', name);
  }
});

test('what pages need they have', () => {
  for (const name of ['fetch', 'XMLHttpRequest', 'localStorage', 'history', 'customElements', 'HTMLElement', 'SVGElement', 'MutationObserver', 'matchMedia', 'performance', 'crypto', 'CSSStyleSheet', 'onload', 'onhashchange', 'URL', 'CustomEvent', 'Blob', 'WebGL2RenderingContext', 'ResizeObserver', 'AbortController', 'indexedDB']) {
    assert.ok(rowOf(name), name);
  }
});

test('every row says why', () => {
  for (const row of [...granted, ...withheld, ...worker.granted, ...worker.withheld]) assert.ok(row.reason.length > 10, String(row.names));
});

test('what no row names a worker does not have', () => {
  for (const name of ['Worker', 'SharedWorker', 'WebSocket', 'EventSource', 'WebTransport', 'trustedTypes', 'WebAssembly', 'caches', 'eval', 'Function', 'scheduler', 'fonts', 'StorageManager', 'WorkerNavigator', 'WorkerLocation', 'onrtctransform', '__bailey__']) {
    assert.equal(worker.rowOf(name), undefined, name);
  }
});

test('what workers need they have, and names that lead to the scope are made by the facade', () => {
  for (const name of ['postMessage', 'onmessage', 'structuredClone', 'URL', 'TextEncoder', 'ReadableStream', 'IDBDatabase', 'performance', 'OffscreenCanvas', 'MessagePort']) assert.ok(worker.rowOf(name), name);
  for (const name of ['self', 'addEventListener', 'importScripts', 'location', 'navigator', 'setTimeout', 'fetch', 'DedicatedWorkerGlobalScope']) assert.equal(worker.rowOf(name)?.as, 'own', name);
});
