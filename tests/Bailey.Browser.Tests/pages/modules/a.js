export let a=1; export function set(x){a=x}
