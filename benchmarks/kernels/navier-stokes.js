// Flow in a square box: diffusion, projection and advection on Float64Array grids. Arithmetic in nested loops.
const size = 96;
const row = size + 2;
const cells = row * row;

function border(kind, x) {
  const last = row - 1;
  for (let i = 1; i <= size; i++) {
    x[i] = kind === 2 ? -x[i + row] : x[i + row];
    x[i + last * row] = kind === 2 ? -x[i + size * row] : x[i + size * row];
    x[i * row] = kind === 1 ? -x[1 + i * row] : x[1 + i * row];
    x[last + i * row] = kind === 1 ? -x[size + i * row] : x[size + i * row];
  }
  x[0] = (x[1] + x[row]) / 2;
  x[last * row] = (x[1 + last * row] + x[(last - 1) * row]) / 2;
  x[last] = (x[last - 1] + x[last + row]) / 2;
  x[last + last * row] = (x[last - 1 + last * row] + x[last + (last - 1) * row]) / 2;
}

function relax(kind, x, start, a, c) {
  for (let turn = 0; turn < 15; turn++) {
    for (let j = 1; j <= size; j++) {
      let at = j * row + 1;
      for (let i = 1; i <= size; i++, at++) x[at] = (start[at] + a * (x[at - 1] + x[at + 1] + x[at - row] + x[at + row])) / c;
    }
    border(kind, x);
  }
}

function diffuse(kind, x, start, amount) {
  const a = amount * size * size;
  relax(kind, x, start, a, 1 + 4 * a);
}

function advect(kind, target, source, u, v, step) {
  const scaled = step * size;
  const most = size + 0.5;
  for (let j = 1; j <= size; j++) {
    for (let i = 1; i <= size; i++) {
      const at = i + j * row;
      const x = Math.min(Math.max(i - scaled * u[at], 0.5), most);
      const y = Math.min(Math.max(j - scaled * v[at], 0.5), most);
      const left = x | 0;
      const top = y | 0;
      const right = x - left;
      const bottom = y - top;
      const from = left + top * row;
      target[at] = (1 - right) * ((1 - bottom) * source[from] + bottom * source[from + row])
        + right * ((1 - bottom) * source[from + 1] + bottom * source[from + row + 1]);
    }
  }
  border(kind, target);
}

function project(u, v, pressure, divergence) {
  const h = 1 / size;
  for (let j = 1; j <= size; j++) {
    for (let i = 1; i <= size; i++) {
      const at = i + j * row;
      divergence[at] = -0.5 * h * (u[at + 1] - u[at - 1] + v[at + row] - v[at - row]);
      pressure[at] = 0;
    }
  }
  border(0, divergence);
  border(0, pressure);
  relax(0, pressure, divergence, 1, 4);
  for (let j = 1; j <= size; j++) {
    for (let i = 1; i <= size; i++) {
      const at = i + j * row;
      u[at] -= 0.5 * (pressure[at + 1] - pressure[at - 1]) / h;
      v[at] -= 0.5 * (pressure[at + row] - pressure[at - row]) / h;
    }
  }
  border(1, u);
  border(2, v);
}

function run() {
  const grid = () => new Float64Array(cells);
  let u = grid(), v = grid(), density = grid(), u0 = grid(), v0 = grid(), density0 = grid();
  const step = 0.1;
  for (let frame = 0; frame < 4; frame++) {
    const middle = (size >> 1) * row + (size >> 1);
    density[middle] += 100;
    u[middle] += 5;
    v[middle + 1] -= 5;
    diffuse(1, u0, u, 0.0001 * step);
    diffuse(2, v0, v, 0.0001 * step);
    project(u0, v0, u, v);
    advect(1, u, u0, u0, v0, step);
    advect(2, v, v0, u0, v0, step);
    project(u, v, u0, v0);
    diffuse(0, density0, density, 0.0001 * step);
    advect(0, density, density0, u, v, step);
  }
  let sum = 0;
  for (let i = 0; i < cells; i++) sum += density[i] * (i % 7);
  return sum.toFixed(3);
}
