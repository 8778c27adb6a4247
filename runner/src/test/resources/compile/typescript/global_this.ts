globalThis.setTimeout(() => console.log(typeof globalThis.process), 1);
console.log(typeof this);
