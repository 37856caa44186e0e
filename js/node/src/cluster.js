import { grants, refusedModule } from './refused/refused.js';

export default refusedModule({
  module: 'cluster', kind: 'children', grant: grants.children,
  functions: ['fork', 'setupPrimary', 'setupMaster', 'disconnect', 'Worker'],
  fixed: { isMaster: true, isPrimary: true, isWorker: false, workers: {}, settings: {}, schedulingPolicy: 2, SCHED_NONE: 1, SCHED_RR: 2, on() { return this; }, once() { return this; }, emit: () => false },
});
