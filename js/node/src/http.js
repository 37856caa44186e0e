import { httpModule } from './refused/http-module.js';

export default httpModule('http');
