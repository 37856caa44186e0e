import { grants, refusedModule } from './refused/refused.js';

export default refusedModule({
  module: 'test', kind: 'engine', grant: grants.engine,
  functions: ['test', 'it', 'describe', 'suite', 'before', 'after', 'beforeEach', 'afterEach', 'run'],
  fixed: {  },
});
