import { ArrowLeft } from '@phosphor-icons/react/dist/csr/ArrowLeft'
import { ClockCounterClockwise } from '@phosphor-icons/react/dist/csr/ClockCounterClockwise'
import { ShareNetwork } from '@phosphor-icons/react/dist/csr/ShareNetwork'
import { type ComponentType, lazy, Suspense } from 'react'
import { useProjectWords } from '../../../lib/words/projects'
import { type Sign, SignOf, type Tone } from '../../../ui/Say'
import { useDesk, useIde } from '../here'
import { useSaving } from './here'
import type { Come } from './opening'
import type { Saving, Standing } from './saving'
import { Troubles } from './Troubles'

interface Props {
  come: Come
  person: string
  leave(): void
  goTo(id: string): void
}

const over: Record<NonNullable<Saving['over']>, ComponentType<{ come: Come }>> = {
  conflict: lazy(async () => ({ default: (await import('./ConflictDialog')).ConflictDialog })),
  history: lazy(async () => ({ default: (await import('./HistoryDialog')).HistoryDialog })),
  share: lazy(async () => ({ default: (await import('./ShareDialog')).ShareDialog })),
}

/** What stands above the desk of a project: its name, how far it is saved, and what can be done with the whole of it. */
export function ProjectBar({ come, leave, goTo }: Props) {
  const said = useProjectWords()
  const ide = useIde()
  const shown = useSaving(saving => saving.over)
  const saving = useDesk(desk => desk.saving)
  const open = (what: Saving['over']) => saving !== null && ide.desk.setState({ saving: { ...saving, over: what } })
  const Over = shown === null ? null : over[shown]
  return (
    <div className="project-head">
      <div className="project-bar">
        <button type="button" className="btn btn-quiet btn-icon" aria-label={said.all} title={said.all} onClick={leave}>
          <ArrowLeft size={18} aria-hidden />
        </button>
        <h1 className="cut">{come.name}</h1>
        <Stands />
        <span className="ml-auto" />
        <button type="button" className="btn btn-quiet" onClick={() => open('history')}>
          <ClockCounterClockwise size={16} aria-hidden />
          <span className="wide-word">{said.history}</span>
        </button>
        <button type="button" className="btn btn-quiet" onClick={() => open('share')}>
          <ShareNetwork size={16} aria-hidden />
          <span className="wide-word">{said.share}</span>
        </button>
      </div>
      {come.others.length > 0 && <p className="hint project-note">{said.others(come.others.join(', '))}</p>}
      <Troubles name={come.name} goTo={goTo} />
      {Over !== null && (
        <Suspense fallback={null}>
          <Over come={come} />
        </Suspense>
      )}
    </div>
  )
}

const looks: Record<Standing['is'], [Tone, Sign]> = {
  saved: ['ok', 'check'],
  waits: ['you', 'caret'],
  sending: ['you', 'caret'],
  offline: ['you', 'cloud'],
  refused: ['no', 'cross'],
  'signed-out': ['no', 'cross'],
  gone: ['no', 'cross'],
}

/** In words, and said aloud only where somebody has to know. */
function Stands() {
  const said = useProjectWords()
  const is = useSaving(saving => saving.standing.is)
  const [tone, sign] = looks[is]
  return (
    <>
      <span className={`project-stands tone-${tone}`} data-standing={is}>
        <SignOf sign={sign} />
        <span className="cut">{said.standing[is]}</span>
      </span>
      <span className="unseen" role="status">
        {tone === 'no' || is === 'offline' ? said.standing[is] : ''}
      </span>
    </>
  )
}
