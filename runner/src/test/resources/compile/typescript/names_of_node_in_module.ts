export class Event { constructor(readonly what: string) {} }
const process = { argv: ["mine"] };
console.log(new Event("rain").what, process.argv);
