const fs = require("fs");
console.log(fs.readdirSync(".", { withFileTypes: true }).map((e) => [e.name, e.isFile()]));
const main = fs.statSync("main.js"), now = Date.now();
console.log(main.size, main.mode.toString(8), main.uid, main.gid, main.nlink);
for (const time of [main.mtimeMs, main.ctimeMs, main.birthtimeMs]) console.log(Math.abs(now - time) < 5000);
fs.writeFileSync("made.txt", "made");
console.log(fs.readFileSync("data/words.txt", "utf8"), require("./other.js"));
