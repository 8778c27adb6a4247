process.stdout.write("before\n", () => process.kill(process.pid, "SIGKILL"));
