import { makePosix } from './path/posix-path.js';
import { makeWin32 } from './path/win32-path.js';

const { cwd } = require('internal/cwd');
const posix = makePosix(cwd);
const win32 = makeWin32(cwd);
for (const flavour of [posix, win32]) Object.assign(flavour, { posix, win32 });

export default posix;
