// The page's only way to the service. `npm run api` makes schema.d.ts from the description that the service serves, so that
// an address, a field or a status that is not there does not compile.
import createClient from "openapi-fetch";
import type { components, paths } from "./schema.d.ts";

type Schemas = components["schemas"];

export type Executed = Schemas["Executed"];
export type ExecutionRequest = Schemas["ExecutionRequest"];
export type Language = Schemas["Language"];
export type Problem = Schemas["Problem"];
export type RunEvent = Schemas["RunEvent"];
export type RunResult = Schemas["RunResult"];

export const connect = (baseUrl: string) => createClient<paths>({ baseUrl });

export type Api = ReturnType<typeof connect>;

/** What a refused request is told, for those who wait for an answer and nothing else. */
export class Refused extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.detail);
    this.problem = problem;
  }
}

/** The events of a run as they come, the last one of type "finished"; `after` is the id of the last that the reader has. */
export async function* events(api: Api, id: string, after?: string): AsyncGenerator<RunEvent> {
  const { data, error } = await api.GET("/execution/{id}/events", {
    params: { path: { id }, query: after === undefined ? {} : { after } },
    parseAs: "stream",
  });
  if (error) {
    throw new Refused(error);
  }
  for await (const line of lines(data as ReadableStream<BufferSource>)) {
    if (line.startsWith("data: ")) {
      yield JSON.parse(line.slice("data: ".length)) as RunEvent;
    }
  }
}

async function* lines(stream: ReadableStream<BufferSource>): AsyncGenerator<string> {
  let rest = "";
  for await (const text of stream.pipeThrough(new TextDecoderStream())) {
    const parts = (rest + text).split("\n");
    rest = parts.pop() ?? "";
    yield* parts;
  }
}
