import { grants, refusedModule } from './refused/refused.js';

export default refusedModule({
  module: 'vm', kind: 'engine', grant: grants.engine,
  functions: ['Script', 'createContext', 'createScript', 'runInContext', 'runInNewContext', 'runInThisContext', 'compileFunction', 'measureMemory', 'SourceTextModule', 'SyntheticModule', 'Module'],
  fixed: { isContext: () => false, constants: {} },
});
