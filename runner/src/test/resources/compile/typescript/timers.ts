const timer: ReturnType<typeof setTimeout> = setTimeout((n: number) => console.log(n), 5, 3);
const other = setInterval(() => {
  console.log(timer.hasRef(), typeof timer[Symbol.toPrimitive]());
  clearInterval(other);
}, 1);
queueMicrotask(() => console.warn("first"));
async function wait(ms: number) {
  await new Promise<void>((done) => setTimeout(done, ms));
  return ms;
}
void wait(20).then(console.log);
