// Reads standard globals by their free names in a loop, as most code does.
function run() {
  let sum = 0;
  for (let i = 0; i < 2000000; i++) {
    sum += Math.floor(Math.sqrt(i)) + Math.min(i, 7);
    if (Number.isInteger(sum) && isNaN(sum)) sum = 0;
  }
  return sum;
}
