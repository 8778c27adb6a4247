/// <reference lib="dom" />
const seen: Document | undefined = undefined;
console.log(seen);
