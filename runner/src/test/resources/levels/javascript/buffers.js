const input = require("fs").readFileSync(0, "utf8");
console.log(JSON.stringify(input), process.stdin.isTTY, process.stdout.isTTY);
