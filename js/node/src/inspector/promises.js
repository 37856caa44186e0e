export default require('inspector');
