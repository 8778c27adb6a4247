function stack(this: unknown) {
  const at = { stack: "" };
  Error.captureStackTrace(at, stack);
  return at.stack.split("\n")[0];
}
Error.prepareStackTrace = (error, sites) => `${error.message}: ${sites[0]?.getFunctionName()}`;
const like: typeof Error = Object.assign(() => new Error("x"), { prototype: new Error() });
console.log(stack.call(1), like);
