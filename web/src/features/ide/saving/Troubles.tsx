import { call } from '../../../lib/http'
import { useWords } from '../../../lib/words'
import { useProjectWords } from '../../../lib/words/projects'
import { Say } from '../../../ui/Say'
import { useDesk, useIde } from '../here'
import { useSaving } from './here'
import type { Conflict } from './saving'

/** What somebody has to know or to decide so that the whole project is saved. */
export function Troubles({ name, goTo }: { name: string; goTo(id: string): void }) {
  const said = useProjectWords()
  const standing = useSaving(saving => saving.standing)
  const conflicts = useSaving(saving => saving.conflicts)
  const away = useSaving(saving => saving.away)
  const keeps = useDesk(desk => desk.keeps)
  return (
    <div role="status" className="project-troubles">
      {away !== null && standing.is !== 'gone' && standing.is !== 'signed-out' && <Away since={away} />}
      {conflicts.map(conflict => (
        <Differs key={conflict.id} conflict={conflict} />
      ))}
      {!keeps && <Say tone="no" sign="cross" title={said.notKept} text="" />}
      {standing.is === 'refused' && (
        <Say
          tone="no"
          sign="cross"
          title={said.refused(standing.path)}
          text={[standing.problem.detail, standing.problem.remedy].filter(Boolean).join(' ')}
        />
      )}
      {standing.is === 'signed-out' && (
        <Say tone="you" sign="cloud" title={said.signedOutTitle} text={said.signedOutSay}>
          <a className="btn" href="/sign-in">
            {said.signIn}
          </a>
        </Say>
      )}
      {standing.is === 'gone' && <Gone name={name} goTo={goTo} />}
    </div>
  )
}

/** Nobody could be asked whether it has changed elsewhere. */
function Away({ since }: { since: string }) {
  const said = useProjectWords()
  const { locale } = useWords()
  const day = new Date(since).toLocaleString(locale, { dateStyle: 'medium', timeStyle: 'short' })
  return <Say tone="you" sign="cloud" title={said.awayTitle} text={said.awayProject(day)} />
}

function Differs({ conflict }: { conflict: Conflict }) {
  const said = useProjectWords()
  const ide = useIde()
  const saving = useDesk(desk => desk.saving)
  const gone = conflict.theirs === null
  return (
    <Say
      tone="you"
      sign="check"
      title={gone ? said.deletedTitle(conflict.path) : said.conflictTitle(conflict.path)}
      text={gone ? said.deletedSay : said.conflictSay}
    >
      <button
        type="button"
        className="btn"
        onClick={() => {
          ide.activate(conflict.id)
          if (saving !== null) ide.desk.setState({ saving: { ...saving, over: 'conflict' } })
        }}
      >
        {said.compare}
      </button>
    </Say>
  )
}

function Gone({ name, goTo }: { name: string; goTo(id: string): void }) {
  const said = useProjectWords()
  const ide = useIde()
  const keep = async () => {
    const { files } = ide.desk.getState().project
    const sent = files.map(file => ({ path: file.name, content: ide.texts.get(file.id) }))
    goTo((await call<{ id: string }>('POST', '/files', { name, files: sent })).body.id)
  }
  return (
    <Say tone="no" sign="cross" title={said.goneTitle} text={said.goneSay}>
      <button type="button" className="btn btn-go" onClick={() => void keep().catch(() => undefined)}>
        {said.goneGo}
      </button>
    </Say>
  )
}
