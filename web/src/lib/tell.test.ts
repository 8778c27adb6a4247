// @vitest-environment jsdom
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { golden } from '../testing/golden'
import { PlayedService } from '../testing/service'
import { errorName } from './errorNames'
import { type Events, tell } from './tell'

const TELEMETRY = 'POST /api/telemetry'
const beacons: Batch[] = []

interface Batch {
  events: { event: string; lessonId?: string; timestamp: string; properties: Record<string, string> }[]
}

/** What goes to a browser's beacon, and can be read here. */
class ReadableBlob {
  readonly parts: string[]
  constructor(parts: string[]) {
    this.parts = parts
  }
}

beforeEach(() => {
  vi.useFakeTimers()
  vi.stubGlobal('Blob', ReadableBlob)
  beacons.length = 0
  navigator.sendBeacon = (_, body) => {
    beacons.push(JSON.parse((body as unknown as ReadableBlob).parts.join('')) as Batch)
    return true
  }
})

afterEach(() => {
  hide()
  vi.unstubAllGlobals()
  vi.useRealTimers()
})

function hide(): Batch[] {
  window.dispatchEvent(new Event('pagehide'))
  return beacons
}

/** One of each, as the page tells it. */
const all: { [E in keyof Events]: [Events[E], lesson?: string] } = {
  lesson_started: [{}, 'loops-1'],
  lesson_left: [{ seconds: 312 }, 'loops-1'],
  code_executed: [{ language: 'python', status: 'ok', milliseconds: 41 }],
  code_failed: [{ language: 'python', status: 'runtime-error' }],
  file_created: [{ language: 'cpp' }],
  file_deleted: [{ language: 'python' }],
  tab_opened: [{ language: 'python' }],
  compiler_switched: [{ from: 'python', to: 'java' }],
  error_shown: [{ error: 'NameError', kind: 'error', language: 'python' }],
  help_accessed: [{ topic: 'help' }],
  feature_used: [{ feature: 'startAgain' }],
}

it('events go together and look as the service takes them', async () => {
  const service = new PlayedService({ [TELEMETRY]: () => [204, null] })
  for (const [event, [properties, lesson]] of Object.entries(all)) tell(event as keyof Events, properties, lesson)
  expect(service.asked).toEqual([])
  await vi.advanceTimersByTimeAsync(60_000)
  expect(service.times(TELEMETRY)).toBe(1)
  const events = service.asked.flatMap(({ body }) => (body as Batch).events)
  expect(events.map(({ timestamp: _, ...rest }) => rest)).toEqual(golden('telemetry-events'))
  expect(new Date(events[0]?.timestamp ?? '').getTime()).toBeGreaterThan(0)
})

it('a page that is left hands the rest to the browser', async () => {
  const service = new PlayedService({})
  tell('help_accessed', { topic: 'help' })
  const [batch] = hide()
  expect(batch?.events.map(one => one.event)).toEqual(['help_accessed'])
  await vi.advanceTimersByTimeAsync(120_000)
  expect(service.asked).toEqual([])
})

it('what reached nobody goes with what comes next, and never more than a hundred', async () => {
  globalThis.fetch = async () => {
    throw new TypeError('no network')
  }
  for (let n = 0; n < 150; n++) tell('feature_used', { feature: `f${n}` })
  await vi.advanceTimersByTimeAsync(60_000)
  const service = new PlayedService({ [TELEMETRY]: () => [204, null] })
  tell('feature_used', { feature: 'last' })
  await vi.advanceTimersByTimeAsync(60_000)
  const events = service.asked.flatMap(({ body }) => (body as Batch).events)
  expect(events.length).toBe(100)
  expect(events.at(-1)?.properties).toEqual({ feature: 'last' })
})

it('what was refused is not sent again', async () => {
  const service = new PlayedService({ [TELEMETRY]: () => [400, { type: 'x', detail: 'No.' }] })
  tell('help_accessed', { topic: 'help' })
  await vi.advanceTimersByTimeAsync(180_000)
  expect(service.times(TELEMETRY)).toBe(1)
})

it('errors have the names that the service knows, and others none', () => {
  const known = golden('telemetry-errors') as string[]
  for (const name of known) expect(errorName(`java.lang.${name}: ada's file`)).toBe(name)
  expect(errorName('AdaLovelaceError: print(1)')).toBe('other')
})
