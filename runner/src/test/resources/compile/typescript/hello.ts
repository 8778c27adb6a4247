const words: string = "hello";
console.log(words);
