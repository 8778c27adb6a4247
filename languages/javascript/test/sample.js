const fs = require("node:fs");

const raw = fs.openSync("/dev/stdin");
const octets = [];
const octet = Buffer.alloc(1);
while (fs.readSync(raw, octet, 0, 1) === 1 && octet[0] !== 10) octets.push(octet[0]);
const first = Buffer.from(octets).toString();

let rest = "";
process.stdin.setEncoding("utf8");
process.stdin.on("data", (piece) => (rest += piece));
process.stdin.on("end", () => {
    const sum = rest.trim().split(/\s+/).map(Number).reduce((a, b) => a + b, 0);
    fs.writeFileSync("/dev/stderr", "étape: done\n");
    console.log(`Grüße, ${first}`);
    console.log("语言 🟨", sum, process.argv.length - 2, [..."né🐍"].length);
});
