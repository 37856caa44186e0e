export default require('path').win32;
