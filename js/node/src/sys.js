export default require('util');
