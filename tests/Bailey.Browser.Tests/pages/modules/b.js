import {a} from "./a.js"; export default "b"+a; export const meta=import.meta.url
