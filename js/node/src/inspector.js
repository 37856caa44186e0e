import { grants, refusedModule } from './refused/refused.js';

export default refusedModule({
  module: 'inspector', kind: 'engine', grant: grants.engine,
  functions: ['open', 'close', 'waitForDebugger', 'Session'],
  fixed: { url: () => undefined, console: undefined },
});
