import { readFileSync } from "node:fs";
console.log(typeof require, import.meta.filename, readFileSync("main.js").length);
console.log(await Promise.resolve("top level"));
