import { fresh, renewed } from './session'
import type { Problem } from './wire'

/** The service said no, and why. */
export class Refused extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem.detail)
    this.problem = problem
  }
}

/** Nobody answered: no network, or nothing at the other end of it. */
export class Unreachable extends Error {}

const PATIENCE_MS = 30_000

/** One call; the page's only way to the service but for streams. Whatever is not 2xx is thrown as what it means. */
export async function call<T>(method: string, path: string, body?: unknown): Promise<{ status: number; body: T }> {
  await fresh()
  let answer = await send(method, path, body)
  if (answer.status === 401 && !asksPassword(method, path) && (await renewed())) answer = await send(method, path, body)
  if (!answer.ok) throw new Refused(await problem(answer))
  try {
    return { status: answer.status, body: (answer.status === 204 ? undefined : await answer.json()) as T }
  } catch {
    throw new Unreachable()
  }
}

/** There a 401 speaks of the password that was sent, and each try is counted. */
function asksPassword(method: string, path: string): boolean {
  return method !== 'GET' && path.startsWith('/auth/')
}

async function send(method: string, path: string, body: unknown): Promise<Response> {
  try {
    return await fetch(`/api${path}`, {
      method,
      signal: AbortSignal.timeout(PATIENCE_MS),
      ...(body === undefined ? {} : { headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) }),
    })
  } catch {
    throw new Unreachable()
  }
}

/** A proxy on the way answers in its own form: then the status alone has to do. */
async function problem(answer: Response): Promise<Problem> {
  const after = Number(answer.headers.get('Retry-After'))
  const retry = Number.isFinite(after) && after > 0 ? { retryAfterMs: after * 1000 } : {}
  try {
    const said = (await answer.json()) as Partial<Problem>
    if (typeof said.detail === 'string' && typeof said.type === 'string') {
      return { ...retry, ...said, type: said.type, detail: said.detail, status: answer.status }
    }
  } catch {
    // The status tells the rest.
  }
  return { ...retry, type: 'about:blank', status: answer.status, detail: '' }
}
