const n: number = "one";
function f(a: string, b?: number): string { return a + b; }
f(1); f("a", "b");
let unused: Map<string>;
