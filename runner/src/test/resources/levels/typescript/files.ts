import * as fs from "node:fs";
console.log(fs.readdirSync("."), fs.readFileSync("data/words.txt", "utf8"), process.argv);
