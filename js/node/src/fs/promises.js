export default require('fs').promises;
