/** ECMA-262 Evaluate for cyclic module records, with its order of asynchronous evaluation. Step names are the specification's. */
import { type Capability, type Record_, type SourceRecord_, type Status, evaluateSynthetic } from './record.js';

let nextAsyncOrder = 0;

function makeCapability(): Capability {
  let resolve!: () => void;
  let reject!: (reason: unknown) => void;
  const promise = new Promise<void>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  return { promise, resolve, reject };
}

/** Evaluates a linked module and what it requests. The promise settles when the module has. */
export function evaluate(record: Record_): Promise<void> {
  if (record.kind === 'synthetic') {
    const capability = makeCapability();
    try {
      evaluateSynthetic(record);
      capability.resolve();
    } catch (error) {
      capability.reject(error);
    }
    return capability.promise;
  }
  const finished = record.status === 'evaluating-async' || record.status === 'evaluated';
  const module = finished ? record.cycleRoot ?? record : record;
  if (module.capability !== undefined) return module.capability.promise;
  const capability = makeCapability();
  module.capability = capability;
  const stack: SourceRecord_[] = [];
  try {
    innerEvaluation(module, stack, 0);
    // The narrower type is stale: evaluation has changed the status.
    if (module.asyncOrder === undefined || (module.status as Status) === 'evaluated') capability.resolve();
  } catch (error) {
    for (const member of stack) {
      member.status = 'evaluated';
      member.error = { value: error };
      member.cycleRoot ??= member;
    }
    capability.reject(error);
  }
  return capability.promise;
}

/**
 * Evaluates a linked module before it returns, for `require`. The caller has checked that no module beneath awaits.
 * Throws the module's error.
 */
export function evaluateNow(record: Record_): void {
  const settled = evaluate(record);
  // Whoever waits on the same promise sees the error; this caller is told by `error`.
  settled.then(undefined, () => { /* told below */ });
  if (record.error !== undefined) throw record.error.value;
}

function innerEvaluation(record: Record_, stack: SourceRecord_[], index: number): number {
  if (record.kind === 'synthetic') {
    evaluateSynthetic(record);
    return index;
  }
  if (record.status === 'evaluating-async' || record.status === 'evaluated') {
    if (record.error !== undefined) throw record.error.value;
    return index;
  }
  if (record.status === 'evaluating') return index;
  record.status = 'evaluating';
  record.index = index;
  record.ancestorIndex = index;
  record.pendingDependencies = 0;
  index++;
  stack.push(record);
  for (const dependency of record.requested) {
    index = innerEvaluation(dependency, stack, index);
    if (dependency.kind === 'synthetic') continue;
    let required = dependency;
    if (required.status === 'evaluating') {
      record.ancestorIndex = Math.min(record.ancestorIndex, required.ancestorIndex);
    } else {
      required = required.cycleRoot ?? required;
      if (required.error !== undefined) throw required.error.value;
    }
    if (required.asyncOrder !== undefined && required.status !== 'evaluated') {
      record.pendingDependencies++;
      required.asyncParents.push(record);
    }
  }
  if (record.pendingDependencies > 0 || record.shape.hasTopLevelAwait) {
    record.asyncOrder = nextAsyncOrder++;
    if (record.pendingDependencies === 0) executeAsync(record);
  } else {
    execute(record);
  }
  if (record.ancestorIndex === record.index) {
    for (;;) {
      const member = stack.pop()!;
      member.status = member.asyncOrder === undefined ? 'evaluated' : 'evaluating-async';
      member.cycleRoot = record;
      if (member === record) break;
    }
  }
  return index;
}

function execute(record: SourceRecord_): void {
  record.exchange?.before();
  record.generator!.next();
  record.exchange?.after();
}

function executeAsync(record: SourceRecord_): void {
  record.exchange?.before();
  const run = record.generator!.next() as Promise<unknown>;
  run.then(() => fulfilled(record), (error: unknown) => rejected(record, error));
}

function gatherAvailableAncestors(record: SourceRecord_, list: SourceRecord_[]): void {
  for (const parent of record.asyncParents) {
    if (list.includes(parent) || parent.cycleRoot?.error !== undefined) continue;
    parent.pendingDependencies--;
    if (parent.pendingDependencies === 0) {
      list.push(parent);
      if (!parent.shape.hasTopLevelAwait) gatherAvailableAncestors(parent, list);
    }
  }
}

function fulfilled(record: SourceRecord_): void {
  if (record.status === 'evaluated') return; // an error came first
  record.status = 'evaluated';
  record.exchange?.after();
  record.capability?.resolve();
  const list: SourceRecord_[] = [];
  gatherAvailableAncestors(record, list);
  list.sort((a, b) => a.asyncOrder! - b.asyncOrder!);
  for (const member of list) {
    if (member.status === 'evaluated') continue;
    if (member.shape.hasTopLevelAwait) {
      executeAsync(member);
      continue;
    }
    try {
      execute(member);
    } catch (error) {
      rejected(member, error);
      continue;
    }
    member.status = 'evaluated';
    member.capability?.resolve();
  }
}

function rejected(record: SourceRecord_, error: unknown): void {
  if (record.status === 'evaluated') return;
  record.status = 'evaluated';
  record.error = { value: error };
  record.capability?.reject(error);
  for (const parent of record.asyncParents) rejected(parent, error);
}
