const total: number = 1;
console.log(totl);
