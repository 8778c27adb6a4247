import { call } from './http'

/** What of the page can fall over by itself. */
export type Part = 'files' | 'editor' | 'run' | 'page'

const MOST_PLACES = 20

/** Tells the service that something of ours fell over: what kind of error, and where in our files. Its words may quote what somebody wrote. */
export function tellFault(part: Part, thrown: unknown): void {
  const { name, stack } = thrown instanceof Error ? thrown : new Error()
  const kind = /^[A-Z][A-Za-z]{0,39}$/.test(name) ? name : 'Error'
  void call('POST', '/faults', { part, kind, places: places(stack ?? '') }).catch(() => undefined)
}

/** Of a stack only the lines of our own files, and of these no names. */
export function places(stack: string): string[] {
  const ours = stack.matchAll(/\/assets\/([A-Za-z0-9_.-]{1,80}:\d{1,7}:\d{1,7})\)?$/gm)
  return [...ours].map(([, place]) => place ?? '').slice(0, MOST_PLACES)
}
