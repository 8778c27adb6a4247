import { useStore } from 'zustand'
import { useWords } from '../../../lib/words'
import { useDesk, useIde } from '../here'
import { saying } from './saying'

/** What a screen reader says by itself: that a run began, and how it ended. Never the output, unless asked to. */
export function Aloud() {
  const ide = useIde()
  const words = useWords()
  const run = useDesk(desk => desk.run)
  const asked = useStore(ide.aloud, state => state.text)
  const { speak } = saying(run, performance.now(), ide.bounds(), words)
  return (
    <>
      <p className="unseen" role="status">
        {speak}
      </p>
      <p className="unseen" aria-live="polite">
        {asked}
      </p>
    </>
  )
}
