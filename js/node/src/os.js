import { constants } from './common/os-constants.js';

const { configuration } = require('bailey:powers');
const gibibyte = 2 ** 30;

// The same on every machine; only HOME and TMPDIR come from the environment that was granted.
const home = configuration.env.HOME || '/home/user';
const temporary = (configuration.env.TMPDIR || configuration.env.TMP || configuration.env.TEMP || '/tmp').replace(/(?<=.)\/$/, '');
const cpu = () => ({ model: 'cpu', speed: 0, times: { user: 0, nice: 0, sys: 0, idle: 0, irq: 0 } });
// Node lets these be read as strings: `${os.arch}`.
const fixed = (value) => Object.defineProperty(() => value, Symbol.toPrimitive, { value: () => value });

const os = {
  arch: fixed('x64'), availableParallelism: fixed(1), cpus: () => [cpu()], endianness: fixed('LE'), freemem: fixed(2 * gibibyte),
  getPriority: () => 0, homedir: fixed(home), hostname: fixed('localhost'), loadavg: () => [0, 0, 0], machine: fixed('x86_64'),
  networkInterfaces: () => ({}), platform: fixed('linux'), release: fixed('6.1.0'), setPriority() {}, tmpdir: fixed(temporary),
  totalmem: fixed(4 * gibibyte), type: fixed('Linux'), uptime: fixed(3600), version: fixed('#1 SMP'),
  userInfo(options) {
    const encode = (text) => (options?.encoding === 'buffer' ? require('buffer').Buffer.from(text) : text);
    return { uid: 1000, gid: 1000, username: encode('user'), homedir: encode(home), shell: encode('/bin/sh') };
  },
  constants, EOL: '\n', devNull: '/dev/null',
};

export default os;
