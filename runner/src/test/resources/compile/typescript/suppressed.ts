// @ts-ignore
const group: number = console.missing;
// @ts-expect-error
console.log(group, console.dir);
