import { describe, expect, it, vi } from 'vitest'
import type { RunResult, Status } from '../../../lib/wire'
import { de } from '../../../lib/words/de'
import { en } from '../../../lib/words/en'
import { golden } from '../../../testing/golden'
import type { Run } from './machine'
import { saying } from './saying'

vi.setConfig({ testTimeout: 10_000 })

const bounds = { wallMs: 5000, memoryBytes: 128 << 20 }
const ok = golden('run-result-ok') as RunResult
const live = { id: 'r', since: 0, heard: 0, contact: 'stream', stopping: false, keyboard: 'open', quiet: 'no' } as const
const problem = { type: 'urn:carrel:problem:full', status: 503, detail: 'Full.' }
const statuses = Object.keys(en.status) as Status[]

const runs: Run[] = [
  { is: 'idle' },
  { is: 'sending', since: 0, tries: 0, live: false },
  { ...live, is: 'queued', position: 2, estimateMs: 2000 },
  { ...live, is: 'running', started: 10, stage: 'compile' },
  { ...live, is: 'running', started: 10, stage: 'run' },
  { ...live, is: 'running', started: 10, stage: 'run', quiet: 'asks' },
  { ...live, is: 'running', started: 10, stage: 'run', quiet: 'long' },
  { is: 'mute' },
  { is: 'finished', result: { ...ok, status: 'cancelled' }, cut: true },
  { is: 'refused', problem: { ...problem, status: 413 } },
  { is: 'held', why: 'too-often', until: 12_000, problem, tries: 1 },
  { is: 'held', why: 'full', until: 8000, problem, tries: 1 },
  { is: 'held', why: 'away', until: 8000, problem, tries: 1 },
  { is: 'offline' },
  ...statuses.map((status): Run => ({ is: 'finished', result: { ...ok, status }, cut: false })),
]

describe.each([en, de])('in $name', words => {
  it.each(runs)('%j has words', run => {
    const said = saying(run, 0, bounds, words)
    expect(said.big).not.toBe('')
    expect(said.status).not.toBe('')
    expect(JSON.stringify(said)).not.toMatch(/undefined|NaN/)
  })

  it('no two states say the same', () => {
    const all = runs.map(run => saying(run, 0, bounds, words)).map(said => `${said.big} ${said.status}`)
    expect(new Set(all).size).toBe(all.length)
  })

  it('no waiting lasts past its time without a sentence', () => {
    const silent = saying({ is: 'sending', since: 0, tries: 0, live: false }, 12_000, bounds, words)
    expect(silent.note).not.toBe('')
    const queued: Run = { ...live, is: 'queued', position: 0, estimateMs: 2000 }
    expect(saying(queued, 13_000, bounds, words).note).not.toBe(saying(queued, 100, bounds, words).note)
    expect(saying({ ...live, is: 'running', started: 0, stage: 'run' }, 12_000, bounds, words).note).not.toBe('')
  })
})

it('a refusal for a while says why Run cannot be pressed, and for how long', () => {
  const held: Run = { is: 'held', why: 'full', until: 8000, problem, tries: 1 }
  expect(saying(held, 0, bounds, en).disabled).toBe('The server is full right now, again in 8 s')
  expect(saying(held, 8000, bounds, en).disabled).toBeNull()
})

it('the facts are those of the engine that ran it', () => {
  expect(saying({ is: 'finished', result: ok, cut: false }, 0, bounds, en).facts).toEqual([
    { name: 'waited', value: '0.4 ms' },
    { name: 'run', value: '12 ms' },
    { name: 'memory', value: '9 MB of 128 MB' },
    { name: 'wrote', value: '1 file' },
    { name: 'on', value: 'Python 3.11.2' },
  ])
  const client = golden('run-result-client') as RunResult
  expect(saying({ is: 'finished', result: client, cut: false }, 0, bounds, en).facts.at(-1)?.value).toBe('this device')
})
