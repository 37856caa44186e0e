export default require('assert').strict;
