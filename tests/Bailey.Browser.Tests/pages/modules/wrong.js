import { nothing } from "./a.js"; nothing();
