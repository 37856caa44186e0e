// Out of JavaScript.
exports['child-process'] = () => require('node:child_process').execSync('id').toString().trim();

exports['native-addon'] = () => {
  try {
    require('../addon.node');
  } catch (error) {
    // Node says this after it has loaded the library into the process and run its initialisers.
    if (/did not self-register/.test(error.message)) {
      return 'a library in the process';
    }
    throw error;
  }
};

exports['process-binding'] = () => Object.keys(process.binding('fs')).length + ' functions of the runtime';

exports['worker-thread'] = () =>
  new Promise((done, fail) => {
    new (require('worker_threads').Worker)('require("worker_threads").parentPort.postMessage("a thread")', { eval: true })
      .on('message', done).on('error', fail);
  });

exports['vm-context'] = () => require('vm').runInThisContext('typeof process') === 'object' ? 'the real global object' : undefined;

exports['kill'] = () => (process.kill(process.ppid, 0) ? 'a signal to the parent' : undefined);

exports['terminal-escape'] = () => {
  const text = '\u001b]0;owned\u0007\u001b[2K\rbailey: everything was granted\u202e';
  console.log(`hello ${text}`);
  try {
    require('fs').readFileSync(`/nowhere/${text}`);
  } catch (error) {
    // What the terminal shows is for an observer to see. Here: is the name passed on by somebody, as it is?
    if (error.code === 'ENOENT') return 'nobody escapes the name of the file';
    throw error;
  }
};
