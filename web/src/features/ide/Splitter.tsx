import type { KeyboardEvent, PointerEvent } from 'react'
import { useWords } from '../../lib/words'
import { SPLITS, set, useSettings } from './settings/settings'
import './splitter.css'

const STEP = 2

/** Between code and run: it is drawn, or moved by arrows; twice pressed, all is as it comes. */
export function Splitter() {
  const words = useWords()
  const split = useSettings(settings => settings.split) ?? SPLITS.usual
  const keys: Record<string, number | null> = {
    ArrowLeft: split - STEP,
    ArrowRight: split + STEP,
    Home: SPLITS.least,
    End: SPLITS.most,
    Enter: null,
  }
  const press = (event: KeyboardEvent) => {
    const to = keys[event.key]
    if (to === undefined) return
    event.preventDefault()
    set({ split: to })
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a line that divides a text cannot be moved
    <div
      role="separator"
      aria-orientation="vertical"
      aria-label={words.ide.split}
      aria-valuenow={Math.round(split)}
      aria-valuemin={SPLITS.least}
      aria-valuemax={SPLITS.most}
      tabIndex={0}
      className="splitter"
      onKeyDown={press}
      onDoubleClick={() => set({ split: null })}
      onPointerDown={event => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={draw}
    />
  )
}

/** The code ends where the pointer is. */
function draw({ currentTarget, pointerId, clientX }: PointerEvent): void {
  if (!currentTarget.hasPointerCapture(pointerId)) return
  const bench = currentTarget.closest('.bench')
  const code = bench?.querySelector('.column-code')?.getBoundingClientRect()
  const run = bench?.querySelector('.column-output')?.getBoundingClientRect()
  if (code === undefined || run === undefined) return
  set({ split: (100 * (clientX - code.left)) / (run.right - code.left) })
}
