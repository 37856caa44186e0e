import { grants, refusedModule } from './refused/refused.js';

export default refusedModule({
  module: 'worker_threads', kind: 'threads', grant: grants.threads,
  functions: ['Worker', 'MessageChannel', 'BroadcastChannel', 'MessagePort', 'moveMessagePortToContext', 'receiveMessageOnPort', 'postMessageToThread'],
  fixed: { isMainThread: true, parentPort: null, threadId: 0, workerData: null, resourceLimits: {}, SHARE_ENV: Symbol('nodejs.worker_threads.SHARE_ENV'), getEnvironmentData: () => undefined, setEnvironmentData() {}, markAsUntransferable() {}, isMarkedAsUntransferable: () => false },
});
