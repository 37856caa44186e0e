// What a page does with workers, line by line.
var out = document.getElementById('out');
function say(line) { out.textContent += (out.textContent && '\n') + line; }

function next(worker, type) {
  return new Promise(function (resolve) { worker.addEventListener(type || 'message', resolve, { once: true }); });
}

async function all() {
  var worker = new Worker('parts/classic.js?a=1', { name: 'first' });
  say('worker: ' + (worker instanceof Worker) + ' ' + (worker instanceof EventTarget) + ' ' + (worker.constructor === Worker));
  var hello = await next(worker);
  say('hello: ' + JSON.stringify(hello.data));
  say('target: ' + (hello.target === worker) + ' ' + (hello.source === null));

  worker.postMessage({ list: [1, { two: new Date(2) }], map: new Map([['a', 1n]]) });
  var echo = (await next(worker)).data;
  say('echo: ' + echo.list[1].two.getTime() + ' ' + echo.map.get('a'));

  var buffer = new Uint8Array([1, 2, 3]).buffer;
  worker.postMessage({ buffer: buffer }, [buffer]);
  var back = (await next(worker)).data.buffer;
  say('buffer: ' + buffer.byteLength + ' ' + Array.from(new Uint8Array(back)));

  var channel = new MessageChannel();
  worker.postMessage('port', [channel.port2]);
  channel.port1.start();
  say('port: ' + (await next(channel.port1)).data);

  worker.postMessage('throw');
  var thrown = await next(worker, 'error');
  thrown.preventDefault();
  say('error: ' + /on purpose$/.test(thrown.message) + ' ' + (thrown.lineno > 0) + ' ' + (thrown instanceof ErrorEvent));

  worker.postMessage('late');
  say('late: ' + (await next(worker)).data);

  worker.terminate();
  worker.postMessage('late');
  var after = await Promise.race([next(worker), new Promise(function (resolve) { setTimeout(resolve, 500, 'silence'); })]);
  say('terminated: ' + after);

  var module = new Worker(new URL('parts/module.js', location.href), { type: 'module' });
  module.postMessage('first');
  module.postMessage('second');
  say('module: ' + (await next(module)).data);
  say('module: ' + (await next(module)).data);

  for (var file of ['none.js', 'parts/malformed.js']) {
    var missing = await next(new Worker(file), 'error');
    missing.preventDefault();
    say(file + ': ' + missing.type);
  }

  for (var make of [function () { new Worker('http://other.test/a.js'); }, function () { new Worker('http://['); }, function () { new Worker(); }, function () { Worker('a.js'); }, function () { new Worker('a.js', { type: 'other' }); }]) {
    try { make(); say('made'); } catch (error) { say('not made: ' + error.name); }
  }

  class Own extends Worker { ask(value) { this.postMessage(value); return next(this); } }
  var own = new Own('parts/closing.js');
  say('own: ' + (await own.ask('a')).data + ' ' + (own instanceof Own));
}

all().catch(function (error) { say(error.stack); });
