// Powers of the browser that the realm does not have, and the intrinsics that everything shares.
attempt('a worker', function (reach) {
  var worker = new Worker(URL.createObjectURL(new Blob(['postMessage(1)'], { type: 'text/javascript' })));
  worker.onmessage = function () { reach(true); };
});
attempt('a shared worker', function (reach) { reach(typeof new SharedWorker('shared.js').port === 'object'); });
attempt('a peer connection', function (reach) { reach(typeof new RTCPeerConnection().createDataChannel === 'function'); });
attempt('a peer connection by its old name', function (reach) { reach(typeof new webkitRTCPeerConnection({}).createDataChannel === 'function'); });
attempt('WebTransport', function (reach) { reach(typeof WebTransport === 'function'); });
attempt('an audio worklet', function (reach) { reach(typeof new OfflineAudioContext(1, 1, 44100).audioWorklet.addModule === 'function'); });
attempt('trusted types of its own', function (reach) { reach(typeof trustedTypes.createPolicy === 'function'); });
attempt('WebAssembly', function (reach) { reach(new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])) instanceof WebAssembly.Module); });
attempt('the service worker container', function (reach) { reach(typeof navigator.serviceWorker.register === 'function'); });
attempt('changing Object.prototype', function (reach) { Object.prototype.escaped = 1; reach({}.escaped === 1); delete Object.prototype.escaped; });
attempt('changing Array.prototype', function (reach) { Array.prototype.escaped = 1; reach([].escaped === 1); delete Array.prototype.escaped; });
attempt('changing Promise.prototype', function (reach) { Promise.prototype.escaped = 1; reach(Promise.resolve().escaped === 1); delete Promise.prototype.escaped; });
attempt('changing Function.prototype', function (reach) { Function.prototype.escaped = 1; reach((function () { /* a sample */ }).escaped === 1); delete Function.prototype.escaped; });
attempt('changing Reflect', function (reach) { Reflect.escaped = 1; reach(Reflect.escaped === 1); delete Reflect.escaped; });
attempt('document picture in picture', function (reach) { reach(typeof documentPictureInPicture.requestWindow === 'function'); });
