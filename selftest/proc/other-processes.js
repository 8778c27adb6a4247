// carrel-expect: ok
// carrel-stdout: held
// carrel-why: the program was there before its run; what stopped it and let it go on must have no number here.
const fs = require("fs");

const breach = (words) => {
  console.log("breach: " + words);
  process.exit(1);
};
for (const name of fs.readdirSync("/proc"))
  if (/^\d+$/.test(name) && Number(name) !== 1 && Number(name) !== process.pid) breach("/proc shows process " + name);
if (process.ppid > 1) breach("the parent is process " + process.ppid);
for (const file of ["environ", "mem", "maps", "cwd/.", "root/.", "fd"]) {
  try {
    if (file === "fd") fs.readdirSync("/proc/1/fd");
    else fs.closeSync(fs.openSync("/proc/1/" + file));
  } catch {
    continue;
  }
  breach("/proc/1/" + file + " opens");
}
for (const name of fs.readdirSync("/proc/self/fd")) {
  let target = "";
  try {
    target = fs.readlinkSync("/proc/self/fd/" + name);
  } catch {
    continue;
  }
  if (target.startsWith("/work") && !target.endsWith(__filename.slice(5))) breach("descriptor " + name + " is " + target);
  if (/memfd|socket:\[/.test(target) && Number(name) < 3) breach("descriptor " + name + " is " + target);
}
console.log("held");
