const fs = require("fs");
process.on("SIGCONT", () => console.log("continued"));
process.on("SIGTERM", (name) => { console.log("told", name); clearInterval(beat); });
const beat = setInterval(() => {}, 1000);
const status = fs.readFileSync("/proc/self/status", "utf8");
console.log(status.match(/^(Sig(Pnd|Blk|Ign)|ShdPnd|NoNewPrivs|Seccomp|Cap\w+|Threads|State):.*$/gm));
process.kill(process.pid, "SIGTERM");
