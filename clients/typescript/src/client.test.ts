// The generated client against a running service, whose address is in CARREL_URL.
import assert from "node:assert/strict";
import { test } from "node:test";
import { connect, events, Refused, type RunEvent } from "./client.ts";

const api = connect(process.env["CARREL_URL"] ?? "http://localhost:8080");

test("a program runs and its result is typed", async () => {
  const { data } = await api.POST("/execute", { body: { language: "python", code: "print('hello', 6 * 7)" } });
  assert.equal(data?.stdout, "hello 42\n");
  assert.equal(data.status, "ok");
  assert.equal(data.engine.kind === "server" && data.engine.attempt, 1);
});

test("a submitted run tells its events, and then its result", async () => {
  const { data: run } = await api.POST("/execution/submit", { body: { code: "for i in range(3): print(i)" } });
  assert.ok(run);
  const seen: RunEvent[] = [];
  for await (const event of events(api, run.id)) {
    seen.push(event);
  }
  assert.equal(seen.map((event) => (event.type === "output" ? event.text : "")).join(""), "0\n1\n2\n");
  const last = seen.at(-1);
  assert.ok(last?.type === "finished");
  const { data: result } = await api.GET("/execution/result/{id}", { params: { path: { id: run.id } } });
  assert.deepEqual(result, last.result);
});

test("a wrong request is a problem with its field", async () => {
  const { data, error, response } = await api.POST("/execute", { body: { code: "x", limits: { cpuMs: 9e9 } } });
  assert.equal(data, undefined);
  assert.equal(response.status, 400);
  assert.equal(error?.type, "urn:carrel:problem:wrong-request");
  assert.equal(error.field, "limits.cpuMs");
  assert.equal(error.rule, "above-ceiling");
});

test("events of a run that is not there are refused", async () => {
  const reading = events(api, "0".repeat(32)).next();
  await assert.rejects(reading, (refused) => refused instanceof Refused && refused.problem.status === 404);
});
