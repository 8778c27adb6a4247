type Names = keyof typeof console;
const name: Names = "Console";
console.dir({ name }, { depth: 1 });
const kept: Record<Names, unknown> = console;
console.log(typeof kept.dir);
