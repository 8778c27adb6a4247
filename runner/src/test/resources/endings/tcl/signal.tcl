exec sh -c "kill -SEGV [pid]"
