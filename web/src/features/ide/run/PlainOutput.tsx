import { useSyncExternalStore } from 'react'
import { useWords } from '../../../lib/words'
import { useIde } from '../here'
import { type Line, plain } from './output'

const MOST_LINES = 500

/** The output as text that stands still: a reader goes through it by line, and is told where an error speaks. */
export function PlainOutput() {
  const ide = useIde()
  const words = useWords()
  const { head, tail } = useSyncExternalStore(ide.output.subscribe, ide.output.get)
  const all = [...head, ...tail]
  const lines = all.slice(-MOST_LINES)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: who scrolls with keys must reach what scrolls
    <section className="plain-output" tabIndex={0} aria-label={words.output}>
      {all.length > lines.length && (
        <p className="console-skipped">{words.ide.plainSkipped(all.length - lines.length)}</p>
      )}
      {lines.map((line, i) => (
        <p key={line.key} className="console-line">
          {begins(line, lines[i - 1]) && <b>{words.ide.plainFrom(line.stream)}</b>}
          {plain(line) || '\u00a0'}
        </p>
      ))}
    </section>
  )
}

/** Another stream begins to speak here; the first is taken for the usual one. */
function begins(line: Line, before: Line | undefined): boolean {
  return line.stream !== (before?.stream ?? 'stdout')
}
