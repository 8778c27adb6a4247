import { call, Refused } from './http'
import type { Status } from './wire'

/** What may be told of what happens on the page: numbers and words of ours, never code or a name of somebody. */
export interface Events {
  lesson_started: object
  lesson_left: { seconds: number }
  code_executed: { language: string; status: Status; milliseconds: number }
  code_failed: { language: string; status: Status }
  file_created: { language: string }
  file_deleted: { language: string }
  tab_opened: { language: string }
  compiler_switched: { from: string; to: string }
  error_shown: { error: string; kind: 'error' | 'warning' | 'note'; language: string }
  help_accessed: { topic: string }
  feature_used: { feature: string }
}

interface Told {
  event: keyof Events
  timestamp: string
  lessonId?: string
  properties: Record<string, string>
}

const SOON_MS = 60_000
/** Of one batch, and of what waits while nobody answers: then the oldest are forgotten. */
const MOST = 100

let waiting: Told[] = []
let timer: ReturnType<typeof setTimeout> | undefined
let listens = false

/** Something happened. It is sent with others, soon, or when the page is left; whether it arrives matters to nobody here. */
export function tell<E extends keyof Events>(event: E, properties: Events[E], lesson?: string): void {
  const said = Object.entries(properties).map(([name, value]) => [name, String(value)])
  waiting.push({
    event,
    timestamp: new Date().toISOString(),
    ...(lesson === undefined ? {} : { lessonId: lesson }),
    properties: Object.fromEntries(said),
  })
  waiting = waiting.slice(-MOST)
  if (!listens && typeof document !== 'undefined') {
    listens = true
    document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && leave())
    window.addEventListener('pagehide', leave)
  }
  timer ??= setTimeout(send, SOON_MS)
}

function take(): Told[] {
  clearTimeout(timer)
  timer = undefined
  const taken = waiting
  waiting = []
  return taken
}

async function send(): Promise<void> {
  const events = take()
  if (events.length === 0) return
  try {
    await call('POST', '/telemetry', { events })
  } catch (fault) {
    // What was refused would be refused again; what reached nobody goes with what comes next.
    if (!(fault instanceof Refused)) waiting = [...events, ...waiting].slice(-MOST)
  }
}

/** A page that goes waits for no answer: the browser sends this on its own. */
function leave(): void {
  const events = take()
  if (events.length === 0) return
  const body = new Blob([JSON.stringify({ events })], { type: 'application/json' })
  if (!navigator.sendBeacon?.('/api/telemetry', body)) waiting = events
}
