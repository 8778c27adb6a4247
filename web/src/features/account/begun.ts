import type { Begun } from './calls'

/** What waits for the code of a letter; it outlives a page that is loaded again while somebody looks for the letter. */
export interface Waiting {
  id: string
  email: string
  until: number
  guardian: boolean
}

type For = 'account' | 'password' | 'email'

const key = (what: For) => `carrel.waiting.${what}`

export function waitForCode(what: For, email: string, begun: Begun, guardian = false): Waiting {
  const waiting = { id: begun.id, email, until: Date.now() + begun.codeExpiresInSeconds * 1000, guardian }
  sessionStorage.setItem(key(what), JSON.stringify(waiting))
  return waiting
}

export function waiting(what: For): Waiting | null {
  const kept = sessionStorage.getItem(key(what))
  const read = kept === null ? null : (JSON.parse(kept) as Waiting)
  return read !== null && read.until > Date.now() ? read : null
}

export function waitNoMore(what: For): void {
  sessionStorage.removeItem(key(what))
}
