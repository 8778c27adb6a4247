console.error("one");
console.log("two");
console.warn("three");
process.stdout.write("four");
