// carrel-expect: ok
// carrel-stdout: held
// carrel-why: the init of a program that waited takes two signals from the slot; from the program it must take none.
const fs = require("fs");
const { spawnSync } = require("child_process");
const { constants } = require("os");

const breach = (words) => {
  console.log("breach: " + words);
  process.exit(1);
};
if (process.pid === 1) breach("the program itself is the init");
for (const number of Object.values(constants.signals)) {
  for (const target of [1, process.ppid]) {
    try {
      process.kill(target, number);
    } catch (e) {
      if (e.code !== "EPERM" && e.code !== "ESRCH" && e.code !== "EINVAL") breach(e.code);
    }
  }
}
// The init's own word for "send that to the program", with which the slot stops and continues it.
spawnSync("sh", ["-c", "for n in 34 35 64; do kill -$n 1; done"]);
// Whom nobody waits for any more goes to the init, which must still reap.
const orphan = spawnSync("sh", ["-c", "(sleep 0.1 & echo $!)"]).stdout.toString().trim();
const until = Date.now() + 3000;
const look = () => {
  if (!fs.existsSync("/proc/" + orphan)) console.log("held");
  else if (Date.now() > until) breach("init does not reap after the signals");
  else setTimeout(look, 10);
};
setTimeout(look, 150);
