const order = [];
setTimeout(() => order.push("timeout 5"), 5);
setTimeout(() => order.push("timeout 0"), 0);
setImmediate(() => order.push("immediate"));
process.nextTick(() => order.push("tick"));
Promise.resolve().then(() => order.push("promise"));
const begun = Date.now();
setTimeout(() => {
  const late = Date.now() - begun;
  console.log(order.sort(), late >= 99, late < 2000);
}, 100);
