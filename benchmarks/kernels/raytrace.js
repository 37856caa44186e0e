// Spheres over a chequered plane, with reflections: many short-lived vectors.
class Vector {
  constructor(x, y, z) { this.x = x; this.y = y; this.z = z; }
  plus(o) { return new Vector(this.x + o.x, this.y + o.y, this.z + o.z); }
  minus(o) { return new Vector(this.x - o.x, this.y - o.y, this.z - o.z); }
  times(k) { return new Vector(this.x * k, this.y * k, this.z * k); }
  dot(o) { return this.x * o.x + this.y * o.y + this.z * o.z; }
  unit() { return this.times(1 / Math.sqrt(this.dot(this))); }
}

class Sphere {
  constructor(centre, radius, colour, mirror) { this.centre = centre; this.radius = radius; this.colour = colour; this.mirror = mirror; }
  hit(from, along) {
    const offset = from.minus(this.centre);
    const b = offset.dot(along);
    const d = b * b - offset.dot(offset) + this.radius * this.radius;
    if (d <= 0) return Infinity;
    const near = -b - Math.sqrt(d);
    return near > 1e-4 ? near : Infinity;
  }
  normal(at) { return at.minus(this.centre).unit(); }
  shade() { return this.colour; }
}

class Plane {
  constructor(up, height, mirror) { this.up = up; this.height = height; this.mirror = mirror; }
  hit(from, along) {
    const slope = this.up.dot(along);
    if (slope > -1e-6) return Infinity;
    const t = (this.height - this.up.dot(from)) / slope;
    return t > 1e-4 ? t : Infinity;
  }
  normal() { return this.up; }
  shade(at) { return (Math.floor(at.x) + Math.floor(at.z)) % 2 === 0 ? white : black; }
}

const white = new Vector(1, 1, 1);
const black = new Vector(0.1, 0.1, 0.1);
const sky = new Vector(0.4, 0.6, 0.9);

class Scene {
  constructor() {
    this.things = [new Plane(new Vector(0, 1, 0), -1, 0.1)];
    for (let i = 0; i < 8; i++) {
      this.things.push(new Sphere(new Vector(i % 4 - 1.5, (i >> 2) - 0.4, 3 + i % 3), 0.5, new Vector(i / 8, 1 - i / 8, 0.5), 0.3));
    }
    this.light = new Vector(-3, 5, -2);
  }
  nearest(from, along) {
    let best = null;
    let distance = Infinity;
    this.things.forEach((thing) => {
      const t = thing.hit(from, along);
      if (t < distance) { distance = t; best = thing; }
    });
    return best === null ? null : { thing: best, distance };
  }
  trace(from, along, depth) {
    const found = this.nearest(from, along);
    if (found === null) return sky;
    const { thing, distance } = found;
    const at = from.plus(along.times(distance));
    const normal = thing.normal(at);
    const toLight = this.light.minus(at).unit();
    const lit = this.nearest(at, toLight) === null ? Math.max(0, normal.dot(toLight)) : 0;
    const own = thing.shade(at).times(0.2 + 0.8 * lit);
    if (depth === 0) return own;
    const mirrored = along.minus(normal.times(2 * normal.dot(along)));
    return own.times(1 - thing.mirror).plus(this.trace(at, mirrored, depth - 1).times(thing.mirror));
  }
}

function run() {
  const scene = new Scene();
  const eye = new Vector(0, 0.5, -3);
  let sum = 0;
  for (let y = 0; y < 160; y++) {
    for (let x = 0; x < 160; x++) {
      const colour = scene.trace(eye, new Vector((x - 80) / 80, (80 - y) / 80, 1.5).unit(), 3);
      sum += colour.x + 2 * colour.y + 3 * colour.z;
    }
  }
  return sum.toFixed(6);
}
