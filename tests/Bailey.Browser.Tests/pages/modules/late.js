export default await Promise.resolve("awaited"); export const again = () => import("./a.js").then(({ a }) => a);
