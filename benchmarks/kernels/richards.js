// A small operating system: tasks with priorities pass packets through queues. Method calls on a few shapes of object.
function Packet(link, owner, kind) {
  this.link = link;
  this.owner = owner;
  this.kind = kind;
  this.datum = 0;
  this.data = [0, 0, 0, 0];
}

function append(packet, queue) {
  packet.link = null;
  if (queue === null) return packet;
  let last = queue;
  while (last.link !== null) last = last.link;
  last.link = packet;
  return queue;
}

const WORK = 1;
const DEVICE = 0;
const IDLER = 0, WORKER = 1, HANDLER_A = 2, HANDLER_B = 3, DEVICE_A = 4, DEVICE_B = 5;

class Task {
  constructor(system, id, priority, queue, behaviour) {
    this.system = system;
    this.id = id;
    this.priority = priority;
    this.queue = queue;
    this.behaviour = behaviour;
    this.held = false;
    this.waiting = queue === null;
    this.next = system.tasks;
    system.tasks = this;
    system.table[id] = this;
  }
  isIdle() { return this.held || (this.waiting && this.queue === null); }
  step() {
    let packet = null;
    if (this.waiting && this.queue !== null) {
      packet = this.queue;
      this.queue = packet.link;
      this.waiting = false;
    }
    return this.behaviour.run(this.system, this, packet);
  }
  take(packet, current) {
    const wasEmpty = this.queue === null;
    this.queue = append(packet, this.queue);
    return wasEmpty && this.priority > current.priority ? this : current;
  }
}

class Idle {
  constructor(count) { this.seed = 1; this.count = count; }
  run(system) {
    if (--this.count === 0) return system.hold();
    const odd = this.seed & 1;
    this.seed >>= 1;
    if (odd) this.seed ^= 0xd008;
    return system.release(odd ? DEVICE_B : DEVICE_A);
  }
}

class Work {
  constructor() { this.target = HANDLER_A; this.letter = 0; }
  run(system, task, packet) {
    if (packet === null) return system.wait();
    this.target = this.target === HANDLER_A ? HANDLER_B : HANDLER_A;
    packet.owner = this.target;
    packet.datum = 0;
    for (let i = 0; i < 4; i++) {
      this.letter = this.letter % 26 + 1;
      packet.data[i] = this.letter;
    }
    return system.send(packet);
  }
}

class Handler {
  constructor() { this.work = null; this.device = null; }
  run(system, task, packet) {
    if (packet !== null) {
      if (packet.kind === WORK) this.work = append(packet, this.work);
      else this.device = append(packet, this.device);
    }
    const work = this.work;
    if (work !== null) {
      if (work.datum >= 4) {
        this.work = work.link;
        return system.send(work);
      }
      const device = this.device;
      if (device !== null) {
        this.device = device.link;
        device.datum = work.data[work.datum++];
        return system.send(device);
      }
    }
    return system.wait();
  }
}

class Device {
  constructor() { this.pending = null; }
  run(system, task, packet) {
    if (packet === null) {
      const { pending } = this;
      if (pending === null) return system.wait();
      this.pending = null;
      return system.send(pending);
    }
    this.pending = packet;
    return system.hold();
  }
}

class System {
  constructor() { this.tasks = null; this.table = []; this.current = null; this.sent = 0; this.holds = 0; }
  hold() { this.holds++; this.current.held = true; return this.current.next; }
  wait() { this.current.waiting = true; return this.current; }
  release(id) {
    const task = this.table[id];
    task.held = false;
    return task.priority > this.current.priority ? task : this.current;
  }
  send(packet) {
    const target = this.table[packet.owner];
    this.sent++;
    packet.owner = this.current.id;
    return target.take(packet, this.current);
  }
  schedule() {
    this.current = this.tasks;
    while (this.current !== null) this.current = this.current.isIdle() ? this.current.next : this.current.step();
  }
}

function packets(owner, kind, count) {
  let queue = null;
  for (let i = 0; i < count; i++) queue = new Packet(queue, owner, kind);
  return queue;
}

function run() {
  const system = new System();
  const idler = new Task(system, IDLER, 0, null, new Idle(120000));
  idler.waiting = false;
  new Task(system, WORKER, 1000, packets(WORKER, WORK, 2), new Work()).waiting = true;
  new Task(system, HANDLER_A, 2000, packets(DEVICE_A, DEVICE, 3), new Handler()).waiting = true;
  new Task(system, HANDLER_B, 3000, packets(DEVICE_B, DEVICE, 3), new Handler()).waiting = true;
  new Task(system, DEVICE_A, 4000, null, new Device());
  new Task(system, DEVICE_B, 5000, null, new Device());
  system.schedule();
  return `${system.sent} ${system.holds}`;
}
