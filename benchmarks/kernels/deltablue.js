// An incremental solver of one-way constraints with strengths: small objects, virtual calls, arrays that grow and shrink.
const REQUIRED = 0, STRONG = 1, NORMAL = 2, WEAK = 3, WEAKEST = 4;

class Variable {
  constructor(name, value) {
    this.name = name;
    this.value = value;
    this.constraints = [];
    this.determinedBy = null;
    this.mark = 0;
    this.strength = WEAKEST;
    this.stay = true;
  }
  drop(constraint) {
    this.constraints = this.constraints.filter((one) => one !== constraint);
    if (this.determinedBy === constraint) this.determinedBy = null;
  }
}

class Constraint {
  constructor(strength) { this.strength = strength; }
  isInput() { return false; }
  satisfy(mark, planner) {
    this.choose(mark);
    if (!this.isSatisfied()) {
      if (this.strength === REQUIRED) throw new Error('A required constraint cannot be satisfied');
      return null;
    }
    this.inputs((variable) => { variable.mark = mark; });
    const out = this.output();
    const overridden = out.determinedBy;
    if (overridden !== null) overridden.unsatisfy();
    out.determinedBy = this;
    if (!planner.propagate(this, mark)) throw new Error('A cycle of constraints');
    out.mark = mark;
    return overridden;
  }
}

class Unary extends Constraint {
  constructor(variable, strength) { super(strength); this.variable = variable; this.satisfied = false; }
  connect() { this.variable.constraints.push(this); this.satisfied = false; }
  disconnect() { this.variable.drop(this); this.satisfied = false; }
  choose(mark) { this.satisfied = this.variable.mark !== mark && this.strength < this.variable.strength; }
  isSatisfied() { return this.satisfied; }
  unsatisfy() { this.satisfied = false; }
  inputs() { /* it has none */ }
  output() { return this.variable; }
  recalculate() {
    this.variable.strength = this.strength;
    this.variable.stay = !this.isInput();
    if (this.variable.stay) this.execute();
  }
  areInputsKnown() { return true; }
}

class Stay extends Unary {
  execute() { /* it stays */ }
}

class Edit extends Unary {
  isInput() { return true; }
  execute() { /* somebody else writes it */ }
}

class Binary extends Constraint {
  constructor(first, second, strength) { super(strength); this.first = first; this.second = second; this.direction = 0; }
  connect() { this.first.constraints.push(this); this.second.constraints.push(this); this.direction = 0; }
  disconnect() { this.first.drop(this); this.second.drop(this); this.direction = 0; }
  choose(mark) {
    const { first, second, strength } = this;
    if (first.mark === mark) this.direction = second.mark !== mark && strength < second.strength ? 1 : 0;
    else if (second.mark === mark) this.direction = strength < first.strength ? -1 : 0;
    else if (first.strength > second.strength) this.direction = strength < first.strength ? -1 : 0;
    else this.direction = strength < second.strength ? 1 : 0;
  }
  isSatisfied() { return this.direction !== 0; }
  unsatisfy() { this.direction = 0; }
  input() { return this.direction > 0 ? this.first : this.second; }
  output() { return this.direction > 0 ? this.second : this.first; }
  inputs(visit) { visit(this.input()); }
  recalculate() {
    const input = this.input();
    const output = this.output();
    output.strength = Math.max(this.strength, input.strength);
    output.stay = input.stay;
    if (output.stay) this.execute();
  }
  areInputsKnown(mark) {
    const input = this.input();
    return input.mark === mark || input.stay || input.determinedBy === null;
  }
}

class Equal extends Binary {
  execute() { this.output().value = this.input().value; }
}

class Scale extends Binary {
  constructor(source, scale, offset, target, strength) { super(source, target, strength); this.scale = scale; this.offset = offset; }
  connect() { super.connect(); this.scale.constraints.push(this); this.offset.constraints.push(this); }
  disconnect() { super.disconnect(); this.scale.drop(this); this.offset.drop(this); }
  inputs(visit) { super.inputs(visit); visit(this.scale); visit(this.offset); }
  execute() {
    if (this.direction > 0) this.second.value = this.first.value * this.scale.value + this.offset.value;
    else this.first.value = (this.second.value - this.offset.value) / this.scale.value;
  }
  recalculate() {
    super.recalculate();
    const output = this.output();
    output.stay = this.input().stay && this.scale.stay && this.offset.stay;
    if (output.stay) this.execute();
  }
}

class Planner {
  constructor() { this.mark = 0; }
  add(constraint) {
    constraint.connect();
    const mark = ++this.mark;
    let overridden = constraint.satisfy(mark, this);
    while (overridden !== null) overridden = overridden.satisfy(mark, this);
    return constraint;
  }
  remove(constraint) {
    const out = constraint.output();
    constraint.unsatisfy();
    constraint.disconnect();
    const unsatisfied = this.release(out);
    for (let strength = REQUIRED; strength <= WEAKEST; strength++) {
      for (const one of unsatisfied) {
        if (one.strength !== strength) continue;
        const mark = ++this.mark;
        let overridden = one.satisfy(mark, this);
        while (overridden !== null) overridden = overridden.satisfy(mark, this);
      }
    }
  }
  release(out) {
    out.determinedBy = null;
    out.strength = WEAKEST;
    out.stay = true;
    const unsatisfied = [];
    const open = [out];
    while (open.length > 0) {
      const variable = open.pop();
      for (const one of variable.constraints) {
        if (!one.isSatisfied()) unsatisfied.push(one);
        else if (one !== variable.determinedBy) {
          one.recalculate();
          open.push(one.output());
        }
      }
    }
    return unsatisfied;
  }
  propagate(constraint, mark) {
    const open = [constraint];
    while (open.length > 0) {
      const one = open.pop();
      const out = one.output();
      if (out.mark === mark) return false;
      one.recalculate();
      this.consumers(out, open);
    }
    return true;
  }
  consumers(variable, into) {
    for (const one of variable.constraints) if (one !== variable.determinedBy && one.isSatisfied()) into.push(one);
  }
  plan(sources) {
    const mark = ++this.mark;
    const plan = [];
    const open = sources.slice();
    while (open.length > 0) {
      const one = open.pop();
      const out = one.output();
      if (out.mark === mark || !one.areInputsKnown(mark)) continue;
      plan.push(one);
      out.mark = mark;
      this.consumers(out, open);
    }
    return plan;
  }
}

function chain(length) {
  const planner = new Planner();
  const variables = [];
  for (let i = 0; i <= length; i++) {
    variables.push(new Variable(`v${i}`, 0));
    if (i > 0) planner.add(new Equal(variables[i - 1], variables[i], REQUIRED));
  }
  planner.add(new Stay(variables[length], STRONG + 1));
  const edit = planner.add(new Edit(variables[0], STRONG));
  const plan = planner.plan([edit]);
  let sum = 0;
  for (let i = 0; i < 100; i++) {
    variables[0].value = i;
    for (const step of plan) step.execute();
    sum += variables[length].value;
  }
  planner.remove(edit);
  return sum;
}

function projection(count) {
  const planner = new Planner();
  const scale = new Variable('scale', 10);
  const offset = new Variable('offset', 1000);
  const targets = [];
  let source;
  for (let i = 0; i < count; i++) {
    source = new Variable(`s${i}`, i);
    const target = new Variable(`t${i}`, i);
    targets.push(target);
    planner.add(new Stay(source, NORMAL));
    planner.add(new Scale(source, scale, offset, target, REQUIRED));
  }
  const change = (variable, value) => {
    const edit = planner.add(new Edit(variable, STRONG));
    const plan = planner.plan([edit]);
    for (let i = 0; i < 10; i++) {
      variable.value = value;
      for (const step of plan) step.execute();
    }
    planner.remove(edit);
  };
  change(source, 17);
  change(targets[0], 1050);
  change(scale, 5);
  change(offset, 2000);
  return targets.reduce((sum, target) => sum + target.value, 0);
}

function run() {
  let sum = 0;
  for (let i = 0; i < 15; i++) sum += chain(200) + projection(200);
  return sum;
}
