const KEY = 'carrel.signed-in'
const EARLY_MS = 60_000
/** When a renewal was sent that nobody has heard the answer of yet. */
const UNDERWAY = 'carrel.renewing'
const PATIENCE_MS = 10_000

/** Until when the access cookie is good; null for nobody. Who it is, and what proves it, stands in cookies that no script reads. */
let held: number | null = 0

function until(): number | null {
  try {
    const kept = localStorage.getItem(KEY)
    return kept === null ? null : Number(kept) || 0
  } catch {
    return held
  }
}

export function isSignedIn(): boolean {
  return until() !== null
}

/** Somebody signed in for so long, or nobody is any more. */
export function remember(seconds: number | null): void {
  held = seconds === null ? null : Date.now() + seconds * 1000
  try {
    if (held === null) localStorage.removeItem(KEY)
    else localStorage.setItem(KEY, String(held))
  } catch {
    // Then this tab knows by itself, and asks again when it is loaded anew.
  }
}

/** Says when another tab signs in or out. */
export function onOtherTab(hear: () => void): () => void {
  const listen = (event: StorageEvent) => {
    if (event.key === KEY && (event.oldValue === null) !== (event.newValue === null)) hear()
  }
  window.addEventListener('storage', listen)
  return () => window.removeEventListener('storage', listen)
}

/** Before a call: whoever is signed in stays so. */
export async function fresh(): Promise<void> {
  const ends = until()
  const now = Date.now()
  const canWait = ends !== null && ends > now && leftBehind(now) > 0
  if (ends !== null && ends - EARLY_MS < now && !canWait) await renew(ends)
}

/** After a 401: a cookie that is good no longer, whatever this page thinks of it. Whether the call is worth another try. */
export async function renewed(): Promise<boolean> {
  const ends = until()
  if (ends === null) return false
  await renew(ends)
  return true
}

let renewing: Promise<void> | null = null

/** One call at a time, of all tabs: a refresh token that came twice would end the session for all of them. */
function renew(ends: number): Promise<void> {
  const once = async () => {
    if (until() === ends) await refresh()
  }
  renewing ??= (navigator.locks === undefined ? once() : navigator.locks.request(KEY, once)).finally(() => {
    renewing = null
  })
  return renewing
}

async function refresh(): Promise<void> {
  const wait = leftBehind(Date.now())
  if (wait > 0) await new Promise(done => setTimeout(done, wait))
  note(Date.now())
  const answer = await fetch('/api/auth/refresh', { method: 'POST', keepalive: true }).catch(() => null)
  note(null)
  if (answer?.ok) remember(((await answer.json()) as { accessExpiresInSeconds: number }).accessExpiresInSeconds)
  else if (answer?.status === 401) remember(null)
}

/**
 * A page that was left or loaded anew while it asked has not heard the answer, but its cookies come a moment later, and later
 * from a service that is busy. Who did not wait for them would show the old token a second time. For how long that still is.
 */
function leftBehind(now: number): number {
  let began = 0
  try {
    began = Number(localStorage.getItem(UNDERWAY))
  } catch {
    // Then nobody knows, and it is a chance of one in many.
  }
  return Math.min(PATIENCE_MS, began + PATIENCE_MS - now)
}

function note(began: number | null): void {
  try {
    if (began === null) localStorage.removeItem(UNDERWAY)
    else localStorage.setItem(UNDERWAY, String(began))
  } catch {
    // As above.
  }
}
