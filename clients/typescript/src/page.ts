// The page has types of its own, made by `npm run page` when it was last changed. Here they are held to what is served now:
// what the page reads it gets, and what it sends is taken. New fields do no harm; what the page does not know, does.
import type { components as Page } from "../../../web/src/lib/schema.d.ts";
import type { components as Served } from "./schema.d.ts";

type Read = "Languages" | "Problem" | "RunEvent" | "RunResult" | "Waiting";
type Sent = "ExecutionRequest" | "IoMessage";

type Fits<Given, Wanted> = Given extends Wanted ? true : never;

export const reads: { [Name in Read]: Fits<Served["schemas"][Name], Page["schemas"][Name]> } = {
  Languages: true,
  Problem: true,
  RunEvent: true,
  RunResult: true,
  Waiting: true,
};

export const sends: { [Name in Sent]: Fits<Page["schemas"][Name], Served["schemas"][Name]> } = {
  ExecutionRequest: true,
  IoMessage: true,
};
