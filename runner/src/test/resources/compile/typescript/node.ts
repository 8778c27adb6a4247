import { readFileSync } from "node:fs";
import { join } from "path";
console.log(readFileSync(join("/dev", "null"), "utf8").length, Buffer.from("a").toString("hex"));
