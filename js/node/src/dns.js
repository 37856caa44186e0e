import { errors } from './refused/dns-errors.js';
import { grants, refusedModule } from './refused/refused.js';

export default refusedModule({
  module: 'dns', kind: 'network', grant: grants.network,
  functions: ['lookup', 'lookupService', 'resolve', 'resolve4', 'resolve6', 'resolveAny', 'resolveCaa', 'resolveCname', 'resolveMx', 'resolveNaptr', 'resolveNs', 'resolvePtr', 'resolveSoa', 'resolveSrv', 'resolveTxt', 'reverse', 'setServers', 'Resolver'],
  fixed: { getServers: () => [], getDefaultResultOrder: () => 'verbatim', setDefaultResultOrder() {}, ADDRCONFIG: 32, ALL: 16, V4MAPPED: 8, ...errors, get promises() { return require('dns/promises'); } },
});
