class Held implements Disposable { [Symbol.dispose]() { console.log("let go"); } }
{ using held = new Held(); console.log(held instanceof Held); }
console.log(new Set([1, 2]).union(new Set([3])).size, Iterator.from([1, 2]).map((n) => n * 2).toArray(), RegExp.escape("."));
