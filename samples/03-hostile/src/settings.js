// Private to the program. Not a real key; the attacks print it when they get it.
exports.deployKey = 'canary-deploy-key';
