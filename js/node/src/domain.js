import { unavailable } from './common/errors.js';

const refused = (name) => function () {
  throw unavailable(`domain.${name}`, 'domains would catch the errors of other packages');
};

export default { create: refused('create'), createDomain: refused('createDomain'), Domain: refused('Domain'), active: null };
