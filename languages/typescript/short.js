// Makes what the short way needs, of the installed declarations of Node: those of the console and of timers alone, and the
// names that send a program the long way. Whatever is not as expected ends the installation.
const fs = require("fs"), path = require("path");

const [types, to] = process.argv.slice(2);
const SHORT = ["console", "setTimeout", "setInterval", "setImmediate", "clearTimeout", "clearInterval", "clearImmediate", "queueMicrotask"];
// What a program can see of the others without their names: all names there are, what is left out below, a module's own.
const DOUBTS = ["globalThis", "keyof", "meta", "reference", "dir", "__promisify__"];
// The language's own that Node adds to: the first is declared short as it is long, the second wants "meta", the rest add nothing.
const ADDED_TO = ["ErrorConstructor", "ImportMeta", "IteratorObject", "AsyncIteratorObject"];

const read = (file) => fs.readFileSync(path.join(types, file), "utf8").replace(/\/\*[^]*?\*\//g, " ").replace(/(^|\s)\/\/(?!\/).*$/gm, "$1");

const declarations = (folder) =>
  fs.readdirSync(path.join(types, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = path.join(folder, entry.name);
    if (entry.isDirectory()) return /^ts\d/.test(entry.name) ? [] : declarations(name);
    return name.endsWith(".d.ts") ? [name] : [];
  });

const WORDS = /\bglobal\s*\{|[{}]|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`[^`]*`|\b(?:var|let|const|function|class|interface|type|namespace|enum)\s+([\w$]+)/g;

function globalNames(text) {
  const names = [], globals = /^(?:import|export)\b/m.test(text) ? [] : [0];
  let depth = 0;
  for (const [word, name] of text.matchAll(WORDS)) {
    if (word.endsWith("{")) depth++;
    if (word.startsWith("global")) globals.push(depth);
    if (word === "}") depth -= globals.at(-1) === depth && globals.length ? (globals.pop(), 1) : 1;
    if (name && globals.at(-1) === depth) names.push(name);
  }
  if (depth !== 0) throw new Error("unbalanced braces");
  return names;
}

function block(file, head) {
  const text = read(file), start = text.indexOf(head + " {");
  if (start < 0) throw new Error(`${file} has no ${head}`);
  for (let depth = 0, at = text.indexOf("{", start); at < text.length; at++) {
    depth += text[at] === "{" ? 1 : text[at] === "}" ? -1 : 0;
    if (depth === 0) return text.slice(start, at + 1);
  }
  throw new Error(`${head} has no end`);
}

const without = (text, line) => {
  if (!line.test(text)) throw new Error(`nothing is left out by ${line}`);
  return text.replace(line, "");
};

const timers = without(block("timers.d.ts", "global"), /\bnamespace set\w+ \{[^}]*\}[^}]*\}/g);
const console_ = without(without(block("console.d.ts", "interface Console"), /^ *Console: .*$/m), /^ *dir\(.*$/m);
const node = ["RefCounted", "CallSite"].map((name) => block("globals.d.ts", "interface " + name));
const libraries = read("index.d.ts").match(/^\/\/\/ <reference lib=.*$/gm);
fs.writeFileSync(path.join(to, "short.d.ts"), [
  ...libraries, "export {};", "declare global {", console_, "var console: Console;", block("globals.d.ts", "interface ErrorConstructor"),
  "namespace NodeJS {", ...node, "}", timers.slice(timers.indexOf("{") + 1), "",
].join("\n"));

const all = new Set(declarations(".").flatMap((file) => globalNames(read(file))));
for (const name of [...SHORT, ...ADDED_TO, "Buffer", "process", "require", "fetch"]) if (!all.delete(name)) throw new Error(`${name} is not declared`);
const long = [...all, "Buffer", "process", "require", "fetch", "ErrorConstructor", ...DOUBTS].sort();
fs.writeFileSync(path.join(to, "long"), `\\\\u|@ts-|(^|[^A-Za-z0-9_$])(${long.join("|").replaceAll("$", "\\$")})($|[^A-Za-z0-9_$])\n`);
