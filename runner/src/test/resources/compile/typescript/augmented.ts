interface Console { shout(words: string): void }
console.shout = (words) => console.log(words.toUpperCase());
console.shout("a");
