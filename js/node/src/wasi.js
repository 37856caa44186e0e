import { grants, refusedModule } from './refused/refused.js';

export default refusedModule({
  module: 'wasi', kind: 'engine', grant: grants.engine,
  functions: ['WASI'],
  fixed: {  },
});
