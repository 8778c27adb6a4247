import { describe, expect, it } from 'vitest'
import type { Problem, RunEvent, RunResult } from '../../../lib/wire'
import { golden } from '../../../testing/golden'
import { type News, next, type Run } from './machine'

const events = golden('run-events') as RunEvent[]
const result = golden('run-result-ok') as RunResult
const problem = (status: number, type = 'urn:carrel:problem:full'): Problem => ({ type, status, detail: 'Why.' })

const sent: News = { says: 'sent', at: 0, live: false }
const sentLive: News = { ...sent, live: true }
const accepted: News = { says: 'accepted', at: 5, id: 'r', position: 2, estimateMs: 900 }
const having = (...news: News[]) => news.reduce(next, { is: 'idle' } as Run)
const event = (type: RunEvent['type']): News => {
  const found = events.find(one => one.type === type)
  if (found === undefined) throw new Error(type)
  return { says: 'event', at: 50, event: found }
}

describe('one run', () => {
  it('waits in line, runs, and ends with its result', () => {
    expect(having(sent, accepted)).toMatchObject({ is: 'queued', since: 0, position: 2, estimateMs: 900 })
    expect(having(sent, accepted, event('stage-started'))).toMatchObject({
      is: 'running',
      started: 50,
      stage: 'compile',
    })
    expect(having(sent, accepted, event('output'), event('finished'))).toMatchObject({ is: 'finished' })
    expect(having(sent, { says: 'ended', result, streamed: false })).toEqual({
      is: 'finished',
      result,
      cut: false,
    })
  })

  it('begins again in line when its attempt was lost', () => {
    expect(having(sent, accepted, event('output'), event('restarted'))).toMatchObject({ is: 'queued', id: 'r' })
  })

  it('keeps going when only the contact is lost', () => {
    expect(having(sent, accepted, { says: 'unreachable' })).toMatchObject({ is: 'queued', contact: 'none' })
    expect(having(sent, { says: 'unreachable' })).toEqual({ is: 'offline' })
  })

  it('is typed to until its input is ended, and waits when it has asked', () => {
    const typed = having(sentLive, accepted, event('stage-started'))
    expect(typed).toMatchObject({ keyboard: 'open', quiet: 'no' })
    const asks = next(typed, { says: 'quiet', quiet: 'asks' })
    expect(asks).toMatchObject({ quiet: 'asks' })
    expect(next(asks, { says: 'typed' })).toMatchObject({ quiet: 'no', keyboard: 'open' })
    expect(next(asks, event('output'))).toMatchObject({ quiet: 'no' })
    expect(next(asks, { says: 'input-ended' })).toMatchObject({ quiet: 'no', keyboard: 'ended' })
    expect(next(next(asks, { says: 'input-ended' }), { says: 'quiet', quiet: 'long' })).toMatchObject({ quiet: 'no' })
  })

  it('nobody types to one whose input was written before', () => {
    const run = having(sent, accepted, event('stage-started'), { says: 'quiet', quiet: 'asks' })
    expect(run).toMatchObject({ keyboard: 'none', quiet: 'no' })
  })

  it('hears that its stop was asked for, until it ends', () => {
    expect(having(sent, accepted, { says: 'stopping' }, event('output'))).toMatchObject({
      is: 'running',
      stopping: true,
    })
  })

  it.each([
    [429, 'urn:carrel:problem:too-often', 'too-often'],
    [503, 'urn:carrel:problem:full', 'full'],
    [503, 'urn:carrel:problem:away', 'away'],
    [503, 'about:blank', 'away'],
  ])('%s %s is held, and its tries are counted', (status, type, why) => {
    const refused: News = { says: 'problem', at: 100, problem: { ...problem(status, type), retryAfterMs: 3000 } }
    const held = having(sent, refused)
    expect(held).toMatchObject({ is: 'held', why, until: 3100, tries: 1 })
    expect([sent, refused].reduce(next, held)).toMatchObject({ tries: 2 })
  })

  it.each([400, 403, 404, 413, 500])('%s is for the person to mend', status => {
    expect(having(sent, { says: 'problem', at: 9, problem: problem(status) })).toMatchObject({ is: 'refused' })
  })

  it('late news of a run that is over change nothing', () => {
    const over = having(sent, { says: 'ended', result, streamed: true })
    expect(next(over, event('output'))).toBe(over)
    expect(next(over, { says: 'place', at: 9, running: true, position: 0, estimateMs: 0 })).toBe(over)
  })
})
