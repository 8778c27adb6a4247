const fs = require("node:fs");

const big = fs.openSync("big", "w");
for (;;) fs.writeSync(big, Buffer.alloc(1 << 16));
