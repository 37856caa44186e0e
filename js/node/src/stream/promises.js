const { promises } = require('stream');

export default { finished: promises.finished, pipeline: promises.pipeline };
