// A splay tree whose nodes carry payloads that die young and old: the collector's work.
class Node {
  constructor(key, payload) { this.key = key; this.payload = payload; this.left = null; this.right = null; }
}

class SplayTree {
  constructor() { this.root = null; }
  splay(key) {
    const dummy = new Node(0, null);
    let left = dummy;
    let right = dummy;
    let current = this.root;
    for (;;) {
      if (key < current.key) {
        if (current.left === null) break;
        if (key < current.left.key) {
          const up = current.left;
          current.left = up.right;
          up.right = current;
          current = up;
          if (current.left === null) break;
        }
        right.left = current;
        right = current;
        current = current.left;
      } else if (key > current.key) {
        if (current.right === null) break;
        if (key > current.right.key) {
          const up = current.right;
          current.right = up.left;
          up.left = current;
          current = up;
          if (current.right === null) break;
        }
        left.right = current;
        left = current;
        current = current.right;
      } else break;
    }
    left.right = current.left;
    right.left = current.right;
    current.left = dummy.right;
    current.right = dummy.left;
    this.root = current;
  }
  insert(key, payload) {
    const node = new Node(key, payload);
    if (this.root !== null) {
      this.splay(key);
      if (key > this.root.key) {
        node.left = this.root;
        node.right = this.root.right;
        this.root.right = null;
      } else {
        node.right = this.root;
        node.left = this.root.left;
        this.root.left = null;
      }
    }
    this.root = node;
  }
  remove(key) {
    this.splay(key);
    const { left, right } = this.root;
    if (left === null) this.root = right;
    else {
      this.root = left;
      this.splay(key);
      this.root.right = right;
    }
  }
  greatestBelow(key) {
    this.splay(key);
    if (this.root.key < key) return this.root;
    let node = this.root.left;
    while (node !== null && node.right !== null) node = node.right;
    return node;
  }
}

function payload(depth, tag) {
  if (depth === 0) return { array: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9], string: `leaf ${tag}` };
  return { left: payload(depth - 1, tag), right: payload(depth - 1, tag) };
}

function run() {
  let seed = 49734321;
  const random = () => {
    seed = (seed * 1103515245 + 12345) & 0x7fffffff;
    return seed;
  };
  const tree = new SplayTree();
  const keys = [];
  const used = new Set();
  const insert = () => {
    let key;
    do key = random(); while (used.has(key));
    used.add(key);
    keys.push(key);
    tree.insert(key, payload(4, key));
  };
  for (let i = 0; i < 1500; i++) insert();
  for (let i = 0; i < 2000; i++) {
    insert();
    const old = keys[i];
    const below = tree.greatestBelow(old);
    tree.remove(below === null ? old : below.key);
    if (below !== null) keys[keys.indexOf(below.key)] = old;
  }
  let sum = 0;
  const walk = (node) => {
    if (node === null) return 0;
    sum = (sum + node.key) % 1000000007;
    return walk(node.left) + 1 + walk(node.right);
  };
  return `${walk(tree.root)} ${sum}`;
}
