export const found = globalThis;
