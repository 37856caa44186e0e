reachScript(this);
