exports.env = () => 'token ' + process.env.BAILEY_CANARY_TOKEN;
