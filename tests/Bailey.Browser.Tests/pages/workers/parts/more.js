var more = shared(1) + 1;
