import { type RefObject, useEffect, useRef, useState } from 'react'
import { useTheme } from '../../../lib/theme'
import { useWords } from '../../../lib/words'
import { useProjectWords } from '../../../lib/words/projects'
import { useDesk } from '../here'
import type { Comparison } from './compare'

interface Props {
  name: string
  left: string
  leftLabel: string
  right: string
  rightLabel: string
  editable?: boolean
  compared?: RefObject<Comparison | null>
}

/** Two texts side by side, with how far they differ in words. Where the large editor does not come, each stands plain. */
export function Compare({ name, left, leftLabel, right, rightLabel, editable = false, compared }: Props) {
  const said = useProjectWords()
  const words = useWords()
  const theme = useTheme(state => state.theme)
  const language = useDesk(desk => desk.languages.find(one => one.id === desk.project.language)?.editor ?? 'plaintext')
  const box = useRef<HTMLDivElement>(null)
  const here = useRef<Comparison | null>(null)
  const [places, setPlaces] = useState<number | null>(null)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    let gone = false
    const asked = { name, language, left, leftLabel, right, rightLabel, editable, theme }
    import('./compare').then(
      ({ openComparison }) => {
        if (gone || box.current === null) return
        here.current = openComparison(box.current, asked, setPlaces)
        if (compared !== undefined) compared.current = here.current
      },
      () => setFailed(true),
    )
    return () => {
      gone = true
      here.current?.close()
      here.current = null
    }
  }, [name, language, left, leftLabel, right, rightLabel, editable, theme, compared])
  return (
    <div className="compare">
      <div className="compare-heads" aria-hidden="true">
        <span>{leftLabel}</span>
        <span>{rightLabel}</span>
      </div>
      {failed ? (
        <div className="compare-plain">
          <p className="hint">{words.editorAway}</p>
          <textarea readOnly aria-label={leftLabel} value={left} />
          <textarea readOnly aria-label={rightLabel} value={right} />
        </div>
      ) : (
        <div ref={box} className="compare-box" />
      )}
      <div className="compare-foot">
        <span role="status">{places === null ? '' : said.places(places)}</span>
        {places !== null && places > 0 && (
          <button type="button" className="btn btn-quiet" onClick={() => here.current?.next()}>
            {said.nextPlace}
          </button>
        )}
        <span className="soft wide">{said.keysSay}</span>
      </div>
    </div>
  )
}
