function shared(value) { return value * 21; }
