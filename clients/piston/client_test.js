// A client of Piston (piston-api-client on npm, unchanged) against a service of ours: CARREL_URL says where.
import assert from "node:assert/strict";
import { PistonClient } from "piston-api-client";

const client = new PistonClient({ server: `${process.env.CARREL_URL}/piston`, cacheTime: 0 });
const runtimes = await client.runtimes();
assert.ok(runtimes.success, String(runtimes.error));
assert.ok(runtimes.data.some((one) => one.language === "python" && one.aliases.includes("py")));
const done = await client.execute({
  language: "py",
  version: "*",
  files: [{ content: "print(input() + '!')" }],
  stdin: "hello",
});
assert.ok(done.success, String(done.error));
assert.equal(done.data.run?.stdout, "hello!\n", JSON.stringify(done.data));
assert.equal(done.data.run.code, 0);
console.log("piston-api-client works");
