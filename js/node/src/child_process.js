import { grants, refusedModule } from './refused/refused.js';

export default refusedModule({
  module: 'child_process', kind: 'children', grant: grants.children,
  functions: ['exec', 'execFile', 'execFileSync', 'execSync', 'fork', 'spawn', 'spawnSync', 'ChildProcess', '_forkChild'],
  fixed: {  },
});
