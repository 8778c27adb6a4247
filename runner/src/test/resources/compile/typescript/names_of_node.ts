class Event { constructor(readonly what: string) {} }
const process = { argv: ["mine"] };
function fetch(n: number) { return n + 1; }
console.log(new Event("rain").what, process.argv, fetch(1));
