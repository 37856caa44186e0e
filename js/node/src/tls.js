import { grants, refusedModule } from './refused/refused.js';

export default refusedModule({
  module: 'tls', kind: 'network', grant: grants.network,
  functions: ['connect', 'createServer', 'createSecureContext', 'createSecurePair', 'Server', 'TLSSocket', 'SecureContext', 'checkServerIdentity'],
  fixed: { rootCertificates: [], DEFAULT_ECDH_CURVE: 'auto', DEFAULT_MIN_VERSION: 'TLSv1.2', DEFAULT_MAX_VERSION: 'TLSv1.3', DEFAULT_CIPHERS: '', CLIENT_RENEG_LIMIT: 3, CLIENT_RENEG_WINDOW: 600, getCiphers: () => [] },
});
