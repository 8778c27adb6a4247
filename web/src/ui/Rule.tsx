import { time } from '../lib/figures'

export interface Bar {
  kind: 'wait' | 'build' | 'ok' | 'no' | 'live' | 'off'
  fromMs: number
  toMs: number
}

const FIRST_MS = 0.1
const DECADES = [0.1, 1, 10, 100, 1000, 10_000, 100_000]

interface Props {
  bars: readonly Bar[]
  limitMs: number
  /** The limit in words, at the ruler's end. */
  limit: string
  /** What the drawing shows, for who does not see it. */
  says: string
}

/** One run on a ruler of milliseconds: logarithmic, from a tenth of one to the limit. */
export function Rule({ bars, limitMs, limit, says }: Props) {
  const at = (ms: number) =>
    (100 * Math.log10(Math.min(limitMs, Math.max(FIRST_MS, ms)) / FIRST_MS)) / Math.log10(limitMs / FIRST_MS)
  const last = bars.at(-1)
  const decades = DECADES.filter(ms => ms < limitMs)
  const fine = decades.flatMap(ms => [2, 3, 4, 5, 6, 7, 8, 9].map(n => n * ms)).filter(ms => ms < limitMs)
  return (
    <div className="rule" role="img" aria-label={says}>
      <div className="rule-bar">
        {bars
          .filter(bar => bar.toMs > bar.fromMs && at(bar.toMs) > at(bar.fromMs))
          .map(bar => (
            <i
              key={bar.kind}
              className={`rule-${bar.kind}`}
              style={{ left: `${at(bar.fromMs)}%`, width: `${at(bar.toMs) - at(bar.fromMs)}%` }}
            />
          ))}
        {last && <i className="rule-end" style={{ left: `${at(last.toMs)}%` }} />}
      </div>
      <svg viewBox="0 0 1000 7" preserveAspectRatio="none" aria-hidden="true">
        <path className="rule-fine" d={fine.map(ms => `M${at(ms) * 10} 0v3.5`).join('')} />
        <path d={`${decades.map(ms => `M${at(ms) * 10} 0v7`).join('')}M1000 0v7`} />
      </svg>
      <div className="rule-figures" aria-hidden="true">
        {decades
          .filter(ms => at(ms) < 86)
          .map(ms => (
            <span key={ms} className={at(ms) > 72 ? 'rule-near' : undefined} style={{ left: `${at(ms)}%` }}>
              {time(ms)}
            </span>
          ))}
        <span style={{ left: '100%' }}>{limit}</span>
      </div>
    </div>
  )
}
