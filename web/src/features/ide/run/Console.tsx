import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, useSyncExternalStore } from 'react'
import type { Span } from '../../../lib/ansi'
import { written } from '../../../lib/chord'
import { classes } from '../../../lib/classes'
import { size } from '../../../lib/figures'
import { useWords } from '../../../lib/words'
import { Say } from '../../../ui/Say'
import { ActionButton } from '../ActionButton'
import { run as runAction, writeInput } from '../actions'
import { useDesk, useIde } from '../here'
import { useSettings } from '../settings/settings'
import { Inline } from './Artifacts'
import { canStop, isLive } from './machine'
import type { Line } from './output'
import { PlainOutput } from './PlainOutput'
import { findPlace } from './places'
import { saying, ticks } from './saying'
import { useNow } from './Verdict'
import './console.css'

type Row = Line | 'skipped'

/** What the program printed: only the lines in view are there, so that a million of them weigh nothing. */
export function Console() {
  const ide = useIde()
  const words = useWords()
  const shown = useSyncExternalStore(ide.output.subscribe, ide.output.get)
  const scroll = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)
  const plainly = useSettings(settings => settings.plainOutput)
  const rows: Row[] =
    shown.skippedLines > 0 ? [...shown.head, 'skipped', ...shown.tail] : [...shown.head, ...shown.tail]
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => 21,
    overscan: 20,
    getItemKey: i => {
      const row = rows[i]
      return row === undefined || row === 'skipped' ? 'skipped' : row.key
    },
  })
  useEffect(() => {
    if (atEnd.current && rows.length > 0) virtual.scrollToIndex(rows.length - 1, { align: 'end' })
  }, [rows.length, virtual])
  return (
    <div
      ref={scroll}
      className="console-scroll"
      onScroll={({ currentTarget: box }) => {
        atEnd.current = box.scrollHeight - box.scrollTop - box.clientHeight < 40
      }}
    >
      <StateBand />
      {rows.length === 0 ? (
        <Nothing />
      ) : plainly ? (
        <PlainOutput />
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: who scrolls with keys must reach what scrolls
        <section className="console" tabIndex={0} aria-label={words.output} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(item => {
            const row = rows[item.index]
            return (
              row !== undefined && (
                <div
                  key={item.key}
                  ref={virtual.measureElement}
                  data-index={item.index}
                  className="console-row"
                  style={{ transform: `translateY(${item.start}px)` }}
                >
                  {row === 'skipped' ? (
                    <p className="console-skipped">
                      {words.skippedLines(String(shown.skippedLines), size(shown.skippedBytes))}
                    </p>
                  ) : (
                    <Printed line={row} />
                  )}
                </div>
              )
            )
          })}
        </section>
      )}
      <Truncated />
      <Inline />
    </div>
  )
}

function Printed({ line }: { line: Line }) {
  const ide = useIde()
  const words = useWords()
  const files = useDesk(desk => desk.project.files)
  const text = line.spans.map(span => span.text).join('')
  const place = line.stream === 'stderr' ? findPlace(text, files) : null
  return (
    <p className={classes('console-line', line.stream === 'stderr' && 'console-err')}>
      {place === null ? (
        line.spans.length === 0 ? (
          '\u200b'
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a line are only ever added at its end
          line.spans.map((span, i) => <Piece key={`${i}:${span.text.length}`} span={span} />)
        )
      ) : (
        <>
          {text.slice(0, place.from)}
          <button
            type="button"
            className="console-place"
            aria-label={words.goToLine(place.name, place.line)}
            onClick={() => ide.goTo(place)}
          >
            {text.slice(place.from, place.to)}
          </button>
          {text.slice(place.to)}
        </>
      )}
    </p>
  )
}

function Piece({ span }: { span: Span }) {
  const { color, bright, bold, faint, italic, underline, typed } = span
  const look = classes(
    color !== undefined && `ansi-${color}`,
    (bold || bright) && 'font-semibold',
    faint && 'text-ink-3',
    italic && 'italic',
    underline && 'underline',
    typed && 'console-typed',
  )
  return look === '' ? span.text : <span className={look}>{span.text}</span>
}

function StateBand() {
  const ide = useIde()
  const words = useWords()
  const run = useDesk(desk => desk.run)
  const first = useDesk(desk => desk.findings[0])
  const { band } = saying(run, useNow(ticks(run)), ide.bounds(), words)
  return (
    band && (
      <Say tone={band.tone} sign={band.sign} title={band.title} text={band.text}>
        {run.is === 'finished' && first && (
          <button type="button" className="btn" onClick={() => ide.goToFinding(1)}>
            {words.goToLine(first.name, first.line)}
          </button>
        )}
        {run.is === 'mute' && <ActionButton action={writeInput} />}
        {run.is === 'held' && (
          <button type="button" className="btn" onClick={() => ide.runs.stop()}>
            {words.doNotWait}
          </button>
        )}
      </Say>
    )
  )
}

function Nothing() {
  const words = useWords()
  const run = useDesk(desk => desk.run)
  if (canStop(run) || isLive(run)) return null
  if (run.is === 'finished')
    return run.result.status === 'ok' ? <p className="console-none">{words.nothingPrinted}</p> : null
  if (run.is !== 'idle') return null
  const { before, run: name, or, after, below } = words.emptyOutput
  return (
    <div className="console-none">
      <svg viewBox="0 0 120 60" aria-hidden="true">
        <path d="M10 50h100M24 50V16h72" />
        <path className="lamp" d="M56 30h8v20h-8z" />
      </svg>
      <p>
        {before}
        <b>{name}</b>
        {or}
        <kbd>{runAction.keys ? written(runAction.keys) : ''}</kbd>
        {after}
        <br />
        {below}
      </p>
    </div>
  )
}

function Truncated() {
  const words = useWords()
  const stage = useDesk(desk => (desk.run.is === 'finished' ? (desk.run.result.run ?? desk.run.result.compile) : null))
  if (stage === null) return null
  return (['stdout', 'stderr'] as const)
    .filter(stream => stage[`${stream}Truncated`])
    .map(stream => (
      <p key={stream} className="console-skipped">
        {words.truncated(stream)}
      </p>
    ))
}
