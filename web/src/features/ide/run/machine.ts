import type { Problem, RunEvent, RunResult, StageName } from '../../../lib/wire'

/**
 * Where one run stands. Verdict line, rule, band, Run button and the voice for screen readers all read this and nothing
 * else, so that they cannot disagree.
 */
export type Run =
  | { is: 'idle' }
  | { is: 'sending'; since: number; tries: number; live: boolean }
  | (Accepted & { is: 'queued'; position: number; estimateMs: number })
  | (Accepted & { is: 'running'; started: number; stage: StageName })
  /** Cut: its input was typed, and it ended with the connection that this came over. */
  | { is: 'finished'; result: RunResult; cut: boolean }
  | { is: 'refused'; problem: Problem }
  | { is: 'held'; why: 'too-often' | 'full' | 'away'; until: number; problem: Problem; tries: number }
  | { is: 'offline' }
  /** Nobody can type to a program from here. */
  | { is: 'mute' }

/** How its news come: as they happen, by asking where streams are blocked, or not at all for now. */
export type Contact = 'stream' | 'asking' | 'none'

/** Whether somebody types to it: its input was written before, they may, or they have ended it. */
export type Keyboard = 'none' | 'open' | 'ended'

/** What its silence means: it asked for something and printed no more, or has printed nothing for long. */
export type Quiet = 'no' | 'asks' | 'long'

interface Accepted {
  id: string
  since: number
  heard: number
  contact: Contact
  stopping: boolean
  keyboard: Keyboard
  quiet: Quiet
}

export type News =
  | { says: 'sent'; at: number; live: boolean }
  | { says: 'accepted'; at: number; id: string; position: number; estimateMs: number }
  | { says: 'place'; at: number; running: boolean; position: number; estimateMs: number }
  | { says: 'event'; at: number; event: RunEvent }
  | { says: 'contact'; contact: Contact }
  /** Streamed: every piece of its output was among the events. */
  | { says: 'ended'; result: RunResult; streamed: boolean; cut?: boolean }
  | { says: 'problem'; at: number; problem: Problem }
  | { says: 'unreachable' }
  | { says: 'stopping' }
  | { says: 'typed' }
  | { says: 'input-ended' }
  | { says: 'quiet'; quiet: Quiet }
  | { says: 'mute' }
  | { says: 'over' }

const FULL = 503
const TOO_OFTEN = 429
const SOON_MS = 2000

export function next(run: Run, news: News): Run {
  switch (news.says) {
    case 'sent':
      return { is: 'sending', since: news.at, tries: run.is === 'held' ? run.tries : 0, live: news.live }
    case 'accepted':
      return {
        is: 'queued',
        id: news.id,
        since: run.is === 'sending' ? run.since : news.at,
        heard: news.at,
        contact: 'stream',
        stopping: false,
        keyboard: run.is === 'sending' && run.live ? 'open' : 'none',
        quiet: 'no',
        position: news.position,
        estimateMs: news.estimateMs,
      }
    case 'place':
      if (run.is !== 'queued') return isLive(run) ? { ...run, heard: news.at } : run
      return news.running
        ? running(run, news.at, 'run')
        : { ...run, heard: news.at, position: news.position, estimateMs: news.estimateMs }
    case 'event':
      return heard(run, news.at, news.event)
    case 'contact':
      return isLive(run) ? { ...run, contact: news.contact } : run
    case 'ended':
      return { is: 'finished', result: news.result, cut: news.cut ?? false }
    case 'problem':
      return refused(run, news.at, news.problem)
    case 'unreachable':
      return isLive(run) ? { ...run, contact: 'none' } : { is: 'offline' }
    case 'stopping':
      return isLive(run) ? { ...run, stopping: true } : run
    case 'typed':
      return isLive(run) ? { ...run, quiet: 'no' } : run
    case 'input-ended':
      return isLive(run) ? { ...run, keyboard: 'ended', quiet: 'no' } : run
    case 'quiet':
      return isLive(run) && run.keyboard === 'open' ? { ...run, quiet: news.quiet } : run
    case 'mute':
      return { is: 'mute' }
    case 'over':
      return { is: 'idle' }
  }
}

type Live = Extract<Run, Accepted>

export function isLive(run: Run): run is Live {
  return run.is === 'queued' || run.is === 'running'
}

/** Whether a person who presses the button means Stop. */
export function canStop(run: Run): boolean {
  return run.is === 'sending' || isLive(run)
}

function running(run: Live, at: number, stage: StageName): Run {
  const { id, since, contact, stopping, keyboard } = run
  return {
    is: 'running',
    id,
    since,
    heard: at,
    contact,
    stopping,
    keyboard,
    quiet: 'no',
    started: run.is === 'running' ? run.started : at,
    stage,
  }
}

function heard(run: Run, at: number, event: RunEvent): Run {
  if (!isLive(run)) return run
  switch (event.type) {
    case 'stage-started':
      return running({ ...run, contact: 'stream' }, at, event.stage)
    case 'output':
      return running({ ...run, contact: 'stream' }, at, event.stage)
    case 'stage-ended':
    case 'test-ended':
      return { ...run, heard: at, contact: 'stream' }
    case 'restarted':
      return {
        is: 'queued',
        id: run.id,
        since: run.since,
        heard: at,
        contact: 'stream',
        stopping: run.stopping,
        keyboard: run.keyboard,
        quiet: 'no',
        position: 0,
        estimateMs: 0,
      }
    case 'finished':
      return { is: 'finished', result: event.result, cut: false }
  }
}

/** What passes by itself is held until then; what does not is for the person to mend. */
function refused(run: Run, at: number, problem: Problem): Run {
  if (problem.status !== TOO_OFTEN && problem.status !== FULL) return { is: 'refused', problem }
  const why = problem.status === TOO_OFTEN ? 'too-often' : problem.type.endsWith(':full') ? 'full' : 'away'
  return {
    is: 'held',
    why,
    problem,
    until: at + (problem.retryAfterMs ?? SOON_MS),
    tries: run.is === 'sending' ? run.tries + 1 : 1,
  }
}
