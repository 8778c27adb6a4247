const { Worker, isMainThread, parentPort } = require("worker_threads");
if (isMainThread) {
  const worker = new Worker(__filename);
  worker.on("message", (m) => console.log("heard", m));
  worker.on("exit", (code) => console.log("worker ended", code));
} else {
  parentPort.postMessage("hello");
}
