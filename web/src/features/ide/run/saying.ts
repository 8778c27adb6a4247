import { clock, seconds, size, time } from '../../../lib/figures'
import type { RunResult, Stage } from '../../../lib/wire'
import type { Words } from '../../../lib/words'
import { canStop, type Run } from './machine'

export type Tone = 'ok' | 'no' | 'wait' | 'you' | 'off'
export type Sign = 'check' | 'cross' | 'clock' | 'hourglass' | 'gauge' | 'cloud' | 'caret' | 'live' | 'none'

export interface Bar {
  kind: 'wait' | 'build' | 'ok' | 'no' | 'live' | 'off'
  fromMs: number
  toMs: number
}

export interface Band {
  tone: Tone
  sign: Sign
  title: string
  text: string
}

/** A run in words: the same ones for the eye and for the ear. */
export interface Saying {
  big: string
  status: string
  tone: Tone
  sign: Sign
  bars: Bar[]
  facts: { name: string; value: string }[]
  note: string
  band: Band | null
  /** For screen readers; changes only when there is news, never with the clock. */
  speak: string
  /** Why Run cannot be pressed, or null. */
  disabled: string | null
}

export interface Bounds {
  wallMs: number
  memoryBytes: number
}

const LATE_MS = 10_000

export function saying(run: Run, now: number, bounds: Bounds, w: Words): Saying {
  const quiet = { bars: [], facts: [], note: '', band: null, speak: '', disabled: null }
  switch (run.is) {
    case 'idle':
      return { ...quiet, big: w.ready, status: w.nothingRan, tone: 'off', sign: 'none' }
    case 'sending': {
      const gone = now - run.since
      return {
        ...quiet,
        big: w.sending,
        status: w.sendingSay,
        tone: 'wait',
        sign: 'live',
        bars: [{ kind: 'wait', fromMs: 0, toMs: gone }],
        note: gone > LATE_MS ? w.noAnswer(clock(gone)) : '',
      }
    }
    case 'queued': {
      const gone = now - run.since
      const late = gone > run.estimateMs + LATE_MS
      return {
        ...quiet,
        big: w.place(run.position),
        status: run.estimateMs > 0 ? w.inLine(time(run.estimateMs)) : w.inLineNow,
        tone: 'wait',
        sign: 'live',
        bars: [{ kind: 'wait', fromMs: 0, toMs: gone }],
        note: contact(run.contact, w) ?? (run.stopping ? w.stopping : late ? w.lateInLine(clock(gone)) : w.heldAsItWas),
        speak: run.estimateMs > 1000 ? `${w.place(run.position)}, ${w.inLine(time(run.estimateMs))}` : '',
      }
    }
    case 'running': {
      const gone = now - run.started
      const silent = now - run.heard
      return {
        ...quiet,
        big: clock(gone),
        status: run.stopping ? w.stopping : run.stage === 'compile' ? w.compiling : w.runs[run.quiet],
        tone: run.quiet === 'asks' && !run.stopping ? 'you' : 'wait',
        sign: run.quiet === 'asks' && !run.stopping ? 'caret' : 'live',
        bars: [
          { kind: 'wait', fromMs: 0, toMs: run.started - run.since },
          { kind: 'live', fromMs: run.started - run.since, toMs: now - run.since },
        ],
        note:
          contact(run.contact, w) ??
          (silent > LATE_MS && run.quiet === 'no'
            ? run.stopping
              ? w.stoppingLate
              : w.lateRunning(clock(silent))
            : ''),
        speak: run.quiet === 'no' ? w.speak.started : w.runs[run.quiet],
      }
    }
    case 'finished':
      return finished(run.result, run.cut, bounds, w)
    case 'refused': {
      const { status, detail, remedy, requestId } = run.problem
      const text = [
        detail === '' ? w.refusedBare(status) : detail,
        remedy,
        status >= 500 && requestId ? w.request(requestId) : '',
      ]
      const title = status === 404 ? w.lostTitle : w.refusedTitle(status)
      return {
        ...quiet,
        big: w.notRun,
        status: w.refusedSay,
        tone: 'no',
        sign: 'cross',
        band: { tone: 'no', sign: 'cross', title, text: text.filter(Boolean).join(' ') },
        speak: `${title} ${detail}`,
      }
    }
    case 'held':
      return held(run, now, w)
    case 'offline':
      return {
        ...quiet,
        big: w.offline,
        status: w.offlineSay,
        tone: 'you',
        sign: 'cloud',
        band: { tone: 'you', sign: 'cloud', title: w.offlineTitle, text: w.offlineBand },
        speak: w.offlineTitle,
      }
    case 'mute':
      return {
        ...quiet,
        big: w.notRun,
        status: w.muteSay,
        tone: 'no',
        sign: 'cross',
        band: { tone: 'wait', sign: 'cloud', title: w.muteTitle, text: w.muteText },
        speak: w.muteTitle,
      }
  }
}

function contact(how: 'stream' | 'asking' | 'none', w: Words): string | null {
  switch (how) {
    case 'stream':
      return null
    case 'asking':
      return w.asking
    case 'none':
      return w.noContact
  }
}

function held(run: Extract<Run, { is: 'held' }>, now: number, w: Words): Saying {
  const s = seconds(run.until - now)
  const detail = run.problem.detail
  const said = {
    'too-often': { status: w.tooOften, sign: 'hourglass', title: w.tooOftenTitle, text: w.tooOftenSay },
    full: { status: w.full, sign: 'gauge', title: w.fullTitle, text: w.fullSay(s) },
    away: { status: w.away, sign: 'gauge', title: detail === '' ? w.away : detail, text: w.awaySay(s) },
  }[run.why] as { status: string; sign: Sign; title: string; text: string }
  const over = s === 0
  return {
    big: `${s} s`,
    status: said.status,
    tone: 'wait',
    sign: said.sign,
    bars: [],
    facts: [],
    note: '',
    band: { tone: 'wait', sign: said.sign, title: said.title, text: over ? w.gaveUp : said.text },
    speak: said.title,
    disabled: over ? null : w.runDisabled(said.status, s),
  }
}

function finished(result: RunResult, cut: boolean, bounds: Bounds, w: Words): Saying {
  const { status, compile, run } = result
  const last = run ?? compile
  const waited = result.engine.kind === 'server' ? result.engine.queueMs : 0
  const build = compile?.wallMs ?? 0
  const ran = run?.wallMs ?? 0
  const tone: Tone = status === 'ok' ? 'ok' : status === 'cancelled' ? 'off' : 'no'
  const took = time(last === null ? 0 : (run ?? last).wallMs)
  const advice = w.next[status]
  return {
    big: last === null ? w.status[status] : took,
    status: cut ? w.cut : last === null ? '' : w.status[status],
    tone,
    sign: status === 'ok' ? 'check' : status.endsWith('-limit') ? 'clock' : 'cross',
    bars: [
      { kind: 'wait', fromMs: 0, toMs: waited },
      { kind: 'build', fromMs: waited, toMs: waited + build },
      { kind: tone === 'ok' ? 'ok' : tone === 'no' ? 'no' : 'off', fromMs: waited + build, toMs: waited + build + ran },
    ],
    facts: facts(result, bounds, w),
    note: '',
    band: cut
      ? { tone: 'you', sign: 'cloud', title: w.cutTitle, text: w.cutText }
      : tone === 'no'
        ? { tone, sign: 'cross', title: sentence(result.message), text: advice ?? '' }
        : null,
    speak: w.speak.finished(
      cut ? w.cutTitle : w.status[status],
      took,
      '',
      result.artifacts.length > 0 ? w.fact.files(result.artifacts.length) : '',
    ),
    disabled: null,
  }
}

function facts(result: RunResult, bounds: Bounds, w: Words): { name: string; value: string }[] {
  const { compile, run, engine, artifacts } = result
  return [
    ...(engine.kind === 'server' && engine.queueMs >= 0.1
      ? [{ name: w.fact.waited, value: time(engine.queueMs) }]
      : []),
    ...(compile ? [{ name: w.fact.compile, value: time(compile.wallMs) }] : []),
    ...(run ? [{ name: w.fact.run, value: time(run.wallMs) }, memory(run, bounds, w)] : []),
    ...(run?.exitCode ? [{ name: w.fact.exit, value: String(run.exitCode) }] : []),
    ...(run?.signal && result.status === 'runtime-error' ? [{ name: w.fact.signal, value: String(run.signal) }] : []),
    ...(artifacts.length > 0 ? [{ name: w.fact.wrote, value: w.fact.files(artifacts.length) }] : []),
    { name: w.fact.on, value: engine.kind === 'client' ? w.fact.device : result.runtime },
  ]
}

function memory(run: Stage, bounds: Bounds, w: Words): { name: string; value: string } {
  return { name: w.fact.memory, value: w.fact.memoryOf(size(run.memoryBytes), size(bounds.memoryBytes)) }
}

function sentence(message: string): string {
  const first = message.charAt(0).toUpperCase() + message.slice(1)
  return /[.!?]$/.test(first) ? first.replace(/([!?])\.$/, '$1') : `${first}.`
}

/** Whether the words change with the clock alone. */
export function ticks(run: Run): boolean {
  return canStop(run) || run.is === 'held'
}
