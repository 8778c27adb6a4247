const fs = require("fs");
const kind = (fd) => {
  try {
    return fs.readlinkSync("/proc/self/fd/" + fd).replace(/\[\d+\]/, "[n]");
  } catch (e) {
    return e.code;
  }
};
console.log(fs.readdirSync("/proc/self/fd").map(Number).sort((a, b) => a - b).map((fd) => [fd, kind(fd)]));
