/** The codes of name resolution, which programs compare with. EOF is the one that has no E in front. */
export const errors = {
  ...Object.fromEntries([
    'NODATA', 'FORMERR', 'SERVFAIL', 'NOTFOUND', 'NOTIMP', 'REFUSED', 'BADQUERY', 'BADNAME', 'BADFAMILY', 'BADRESP', 'CONNREFUSED', 'TIMEOUT', 'FILE', 'NOMEM',
    'DESTRUCTION', 'BADSTR', 'BADFLAGS', 'NONAME', 'BADHINTS', 'NOTINITIALIZED', 'LOADIPHLPAPI', 'ADDRGETNETWORKPARAMS', 'CANCELLED',
  ].map((name) => [name, `E${name}`])),
  EOF: 'EOF',
};
