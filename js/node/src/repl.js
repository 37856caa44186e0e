import { grants, refusedModule } from './refused/refused.js';

export default refusedModule({
  module: 'repl', kind: 'engine', grant: grants.engine,
  functions: ['start', 'REPLServer', 'Recoverable'],
  fixed: { REPL_MODE_SLOPPY: Symbol('repl-sloppy'), REPL_MODE_STRICT: Symbol('repl-strict'), builtinModules: [] },
});
