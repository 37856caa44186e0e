import { constants as os } from './shared/os-constants.js';
import { constants as fs } from './shared/fs-constants.js';

export default { ...os.dlopen, ...os.errno, ...os.priority, ...os.signals, ...fs };
