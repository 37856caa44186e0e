// Roads from any function or object to the real global object.
const token = (found) => (found && found.env ? 'process' : undefined);

exports['function-constructor'] = () => token(Function('return process')());

exports['function-of-array'] = () => token([].constructor.constructor('return process')());

exports['function-of-async'] = () => (async () => {}).constructor('return process')().then(token);

exports['function-of-generator'] = () => token((function* () {}).constructor('return process')().next().value);

exports['eval-indirect'] = () => token((0, eval)('process'));

exports['eval-direct'] = () => token(eval('process'));

exports['function-of-timer'] = () => token(setTimeout(() => {}, 0).constructor.constructor('return process')());

exports['this-of-a-function'] = () => token(function () { return this; }().process);

exports['error-of-host'] = () => {
  try {
    null.f();
  } catch (error) {
    return token(error.constructor.constructor('return process')());
  }
};
