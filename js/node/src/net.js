import { isIP } from './common/ip.js';
import { grants, refusedModule } from './refused/refused.js';

export default refusedModule({
  module: 'net', kind: 'network', grant: grants.network,
  functions: ['connect', 'createConnection', 'createServer', 'Server', 'Socket', 'Stream', 'BlockList', 'SocketAddress'],
  fixed: { isIP, isIPv4: (text) => isIP(text) === 4, isIPv6: (text) => isIP(text) === 6, getDefaultAutoSelectFamily: () => true, setDefaultAutoSelectFamily() {}, getDefaultAutoSelectFamilyAttemptTimeout: () => 250, setDefaultAutoSelectFamilyAttemptTimeout() {} },
});
