export default require('path').posix;
