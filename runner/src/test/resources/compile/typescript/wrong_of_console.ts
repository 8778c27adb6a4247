console.lgo("a");
console.table(1, 2);
console.log.call(1);
