import { grants, refusedModule } from './refused/refused.js';

export default refusedModule({
  module: 'trace_events', kind: 'engine', grant: grants.engine,
  functions: ['createTracing'],
  fixed: { getEnabledCategories: () => undefined },
});
