import port from 'port:@pkgjs/parseargs';

export default { parseArgs: port.parseArgs };
