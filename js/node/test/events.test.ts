import test from 'node:test';
import assert from 'node:assert';
import nodeEvents from 'node:events';
import { load } from './load.ts';

const ours = load().require('events');

/** The same program on both emitters records the same. */
function same(label: string, run: (EventEmitter: any, log: (...values: any[]) => void) => void) {
  test(label, () => {
    const record = (EventEmitter: any) => {
      const lines: any[] = [];
      try {
        run(EventEmitter, (...values) => lines.push(values));
      } catch (error: any) {
        lines.push(['threw', error.name, error.code, error.message]);
      }
      return JSON.stringify(lines);
    };
    assert.equal(record(ours), record(nodeEvents));
  });
}

same('listeners run in order, once only once, and prepended first', (E, log) => {
  const e = new E();
  e.on('x', (v: any) => log('a', v)).once('x', (v: any) => log('b', v)).prependListener('x', (v: any) => log('c', v)).prependOnceListener('x', () => log('d'));
  log(e.emit('x', 1), e.emit('x', 2), e.emit('y'), e.listenerCount('x'), e.eventNames());
});
same('a listener that is removed while the event is emitted still runs that time', (E, log) => {
  const e = new E();
  const b = () => log('b');
  e.on('x', () => e.off('x', b)).on('x', b);
  e.emit('x');
  e.emit('x');
});
same('newListener and removeListener are told', (E, log) => {
  const e = new E();
  e.on('newListener', (name: any, l: any) => log('new', name, typeof l)).on('removeListener', (name: any) => log('gone', name));
  const l = () => {};
  e.once('x', l);
  e.removeListener('x', l);
  e.on('y', l).on('y', l);
  e.removeAllListeners();
  log(e.eventNames());
});
same('an error without listener is thrown', (E) => { new E().emit('error', new TypeError('bad')); });
same('something else than an error without listener is wrapped', (E) => { new E().emit('error', { a: 1 }); });
same('errorMonitor hears and does not handle', (E, log) => {
  const e = new E();
  e.on(E.errorMonitor, (error: any) => log('seen', error.message));
  e.emit('error', new Error('x'));
});
same('a listener that is no function is refused', (E) => { new E().on('x', 5); });
same('setMaxListeners checks', (E) => { new E().setMaxListeners(-1); });
same('rawListeners keep the wrapper', (E, log) => {
  const e = new E(), l = () => {};
  e.once('x', l);
  log(e.listeners('x')[0] === l, e.rawListeners('x')[0] === l, e.rawListeners('x')[0].listener === l, E.listenerCount(e, 'x'));
});
same('old-style inheritance', (E, log) => {
  function Old(this: any) { E.call(this); }
  Object.setPrototypeOf(Old.prototype, E.prototype);
  const a = new (Old as any)(), b = new (Old as any)();
  a.on('x', () => log('a'));
  log(b.emit('x'), a.emit('x'), a instanceof E);
});
same('an emitter whose constructor was never run', (E, log) => {
  const e = Object.create(E.prototype);
  e.on('x', () => log('x'));
  log(e.emit('x'), e.listenerCount('x'));
});

test('once and on as promises', async () => {
  const e = new ours();
  queueMicrotask(() => e.emit('x', 1, 2));
  assert.deepEqual(await ours.once(e, 'x'), [1, 2]);
  queueMicrotask(() => e.emit('error', new Error('bad')));
  await assert.rejects(ours.once(e, 'x'), /bad/);
  const seen = [];
  queueMicrotask(() => { e.emit('y', 1); e.emit('y', 2); e.emit('end'); });
  for await (const value of ours.on(e, 'y', { close: ['end'] })) seen.push(value);
  assert.deepEqual(seen, [[1], [2]]);
});

test('captureRejections turns a rejection into an error event', async () => {
  const e = new ours({ captureRejections: true });
  e.on('x', async () => { throw new Error('late'); });
  const caught = ours.once(e, 'error');
  e.emit('x');
  assert.equal((await caught)[0].message, 'late');
});

test('no switch of the module reaches other packages', () => {
  const before = ours.defaultMaxListeners;
  ours.defaultMaxListeners = 1;
  ours.captureRejections = true;
  ours.setMaxListeners(3);
  assert.equal(ours.defaultMaxListeners, before);
  assert.equal(ours.captureRejections, false);
  assert.equal(new ours().getMaxListeners(), before);
});
