// The types of what the page says to the service, from the description that it serves: `npm run page` writes them.
import { writeFile } from "node:fs/promises";
import openapiTS, { astToString } from "openapi-typescript";

const SAID = ["ExecutionRequest", "IoMessage", "Languages", "Problem", "RunEvent", "RunResult", "Waiting"];
const url = `${process.env.CARREL_URL ?? "http://localhost:8080"}/openapi.json`;
const goal = new URL(process.argv[2] ?? "../../web/src/lib/schema.d.ts", `file://${process.cwd()}/`);

const description = await (await fetch(url)).json();
const { schemas } = description.components;
const kept = new Set();

/** With all that it stands on. */
function keep(name) {
  if (kept.has(name)) return;
  kept.add(name);
  for (const [, other] of JSON.stringify(schemas[name]).matchAll(/#\/components\/schemas\/(\w+)/g)) keep(other);
}

SAID.forEach(keep);
const needed = Object.fromEntries(Object.entries(schemas).filter(([name]) => kept.has(name)));
const ast = await openapiTS({ ...description, paths: {}, components: { schemas: needed } });
await writeFile(goal, `// Made by "npm run page" in clients/typescript from the description that the service serves.\n${astToString(ast)}`);
