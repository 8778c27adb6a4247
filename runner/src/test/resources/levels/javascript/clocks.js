const { performance } = require("perf_hooks");
const wall = Date.now(), since = performance.now();
while (performance.now() - since < 20);
const passed = Date.now() - wall;
console.log(passed >= 19, passed < 2000, Math.abs(performance.timeOrigin + performance.now() - Date.now()) < 1000);
