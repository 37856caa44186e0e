import { grants, refusedModule } from './refused/refused.js';

export default refusedModule({
  module: 'dgram', kind: 'network', grant: grants.network,
  functions: ['createSocket', 'Socket'],
  fixed: {  },
});
