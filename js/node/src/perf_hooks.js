// Times as coarse as the realm's clock. What is recorded stays in its package.
import { checkFunction, coded, invalidArgType } from './common/errors.js';

const { monotonic, now } = require('bailey:powers');
let origin; // read when somebody asks: a guest without a clock may still load this module
const timeOrigin = () => (origin ??= now() - monotonic());
const entries = [];
const observers = new Set();
let making = false;

class PerformanceEntry {
  #fields;
  constructor(fields) {
    if (!making) throw coded(TypeError, 'ERR_ILLEGAL_CONSTRUCTOR', 'Illegal constructor');
    this.#fields = fields;
  }
  get name() { return this.#fields.name; }
  get entryType() { return this.#fields.entryType; }
  get startTime() { return this.#fields.startTime; }
  get duration() { return this.#fields.duration; }
  get detail() { return this.#fields.detail ?? null; }
  toJSON() {
    const { name, entryType, startTime, duration, detail } = this;
    return { name, entryType, startTime, duration, detail };
  }
  [Symbol.for('nodejs.util.inspect.custom')](depth, options, inspect) {
    return `${this.constructor.name} ${inspect(this.toJSON(), options)}`;
  }
}
class PerformanceMark extends PerformanceEntry {}
class PerformanceMeasure extends PerformanceEntry {}

function record(Kind, fields) {
  making = true;
  try {
    const entry = new Kind(fields);
    entries.push(entry);
    for (const observer of observers) observer.offer(entry);
    return entry;
  } finally {
    making = false;
  }
}

const timeOfMark = (mark) => {
  if (mark === undefined) return undefined;
  if (typeof mark === 'number') return mark;
  const found = entries.findLast((each) => each.name === `${mark}` && each.entryType === 'mark');
  if (found === undefined) {
    const { DOMException } = require('internal/dom-exception');
    throw new DOMException(`The "${mark}" performance mark has not been set`, 'SyntaxError');
  }
  return found.startTime;
};
const clear = (type, name) => {
  for (let i = entries.length - 1; i >= 0; i--) if (entries[i].entryType === type && (name === undefined || entries[i].name === name)) entries.splice(i, 1);
};

class Performance {
  get timeOrigin() { return timeOrigin(); }
  get nodeTiming() { return { name: 'node', entryType: 'node', startTime: 0, duration: this.now() }; }
  now() { return monotonic(); }
  mark(name, options = {}) {
    return record(PerformanceMark, { name: `${name}`, entryType: 'mark', startTime: options?.startTime ?? monotonic(), duration: 0, detail: options?.detail });
  }
  measure(name, startOrOptions, endMark) {
    const { start, end = endMark, duration, detail } = startOrOptions !== null && typeof startOrOptions === 'object' ? startOrOptions : { start: startOrOptions };
    const stop = end === undefined && duration !== undefined && start !== undefined ? timeOfMark(start) + duration : timeOfMark(end) ?? monotonic();
    const begin = start === undefined ? (duration === undefined ? 0 : stop - duration) : timeOfMark(start);
    return record(PerformanceMeasure, { name: `${name}`, entryType: 'measure', startTime: begin, duration: stop - begin, detail });
  }
  clearMarks(name) { clear('mark', name); }
  clearMeasures(name) { clear('measure', name); }
  clearResourceTimings() {}
  getEntries() { return [...entries]; }
  getEntriesByName(name, type) { return entries.filter((each) => each.name === name && (type === undefined || each.entryType === type)); }
  getEntriesByType(type) { return entries.filter((each) => each.entryType === type); }
  eventLoopUtilization() { return { idle: 0, active: 0, utilization: 0 }; }
  timerify(fn) {
    checkFunction(fn, 'fn');
    return fn;
  }
  toJSON() { return { nodeTiming: this.nodeTiming, timeOrigin: this.timeOrigin, eventLoopUtilization: this.eventLoopUtilization() }; }
}

class PerformanceObserver {
  #callback;
  #types = new Set();
  #waiting = [];
  static supportedEntryTypes = ['mark', 'measure'];
  constructor(callback) {
    checkFunction(callback, 'callback');
    this.#callback = callback;
  }
  observe(options) {
    if (options === null || typeof options !== 'object') throw invalidArgType('options', 'Object', options);
    for (const type of options.entryTypes ?? [options.type]) this.#types.add(type);
    observers.add(this);
  }
  disconnect() {
    observers.delete(this);
    this.#types.clear();
  }
  takeRecords() {
    return this.#waiting.splice(0);
  }
  offer(entry) {
    if (!this.#types.has(entry.entryType)) return;
    if (this.#waiting.push(entry) > 1) return;
    Promise.resolve().then(() => {
      const list = this.takeRecords();
      this.#callback({
        getEntries: () => list, getEntriesByName: (name) => list.filter((each) => each.name === name), getEntriesByType: (type) => list.filter((each) => each.entryType === type),
      }, this);
    });
  }
}

const histogram = () => ({ min: 0, max: 0, mean: 0, stddev: 0, exceeds: 0, count: 0, percentiles: new Map(), percentile: () => 0, enable: () => true, disable: () => true, reset() {}, record() {}, recordDelta() {} });

export default {
  performance: new Performance(), Performance, PerformanceEntry, PerformanceMark, PerformanceMeasure, PerformanceObserver,
  monitorEventLoopDelay: histogram, createHistogram: histogram, constants: { NODE_PERFORMANCE_GC_MAJOR: 4, NODE_PERFORMANCE_GC_MINOR: 1 },
};
