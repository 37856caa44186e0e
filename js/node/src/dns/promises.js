import { errors } from '../refused/dns-errors.js';
import { grants, refusal } from '../refused/refused.js';

// The promise forms reject instead of throwing.
const names = ['lookup', 'lookupService', 'resolve', 'resolve4', 'resolve6', 'resolveAny', 'resolveCaa', 'resolveCname', 'resolveMx', 'resolveNaptr', 'resolveNs', 'resolvePtr', 'resolveSoa', 'resolveSrv', 'resolveTxt', 'reverse'];

class Resolver {
  constructor() {
    throw refusal('network', 'dns.promises.Resolver', grants.network);
  }
}

export default {
  ...errors, Resolver,
  ...Object.fromEntries(names.map((name) => [name, async () => {
    throw refusal('network', `dns.promises.${name}`, grants.network);
  }])),
  getServers: () => [], getDefaultResultOrder: () => 'verbatim', setDefaultResultOrder() {},
  setServers() {
    throw refusal('network', 'dns.promises.setServers', grants.network);
  },
};
