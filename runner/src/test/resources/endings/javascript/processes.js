const { spawn } = require("node:child_process");

while (spawn("sleep", ["60"]).pid !== undefined);
process.exit(1);
