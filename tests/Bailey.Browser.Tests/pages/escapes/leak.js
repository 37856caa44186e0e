reachFile(this);
