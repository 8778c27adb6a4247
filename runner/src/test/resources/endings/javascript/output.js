const fs = require("node:fs");

for (;;) fs.writeSync(1, "x".repeat(1000) + "\n");
