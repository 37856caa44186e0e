import { constants as os } from './common/os-constants.js';
import { constants as fs } from './common/fs-constants.js';

export default { ...os.dlopen, ...os.errno, ...os.priority, ...os.signals, ...fs };
