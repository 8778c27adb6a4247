import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { size } from '../../../lib/figures'
import { Unreachable } from '../../../lib/http'
import { useWords } from '../../../lib/words'
import { useProjectWords } from '../../../lib/words/projects'
import { Say } from '../../../ui/Say'
import { useDesk, useIde } from '../here'
import { Compare } from './Compare'
import { useSaver } from './here'
import { Over } from './Over'
import { historyOf, type Revision, readFile } from './remote'

/** What the open file was before, beside what it is now. */
export function HistoryDialog() {
  const said = useProjectWords()
  const saver = useSaver()
  const file = useDesk(desk => desk.project.files.find(one => one.id === desk.project.active))
  const path = file === undefined ? undefined : saver?.pathOf(file.id)
  const { data, error, refetch } = useQuery({
    queryKey: ['history', saver?.id, path],
    queryFn: () => historyOf(saver?.id ?? '', path ?? ''),
    enabled: path !== undefined,
    staleTime: 0,
    retry: false,
  })
  const [chosen, setChosen] = useState<number | null>(null)
  const before = data?.slice(1) ?? []
  const shown = before.find(one => one.revision === chosen) ?? before[0]
  return (
    <Over title={said.historyTitle(file?.name ?? '')} wide>
      {error !== null && (
        <Say tone="off" sign="cloud" title={error instanceof Unreachable ? said.away : error.message} text="">
          <button type="button" className="btn" onClick={() => refetch()}>
            {said.again}
          </button>
        </Say>
      )}
      {(path === undefined || (data !== undefined && before.length === 0)) && (
        <p className="over-text">{said.historyNone}</p>
      )}
      {shown !== undefined && file !== undefined && saver !== null && (
        <div className="history">
          <Revisions all={before} shown={shown.revision} choose={setChosen} />
          <Then project={saver.id} path={path ?? ''} file={file.id} name={file.name} revision={shown} />
        </div>
      )}
    </Over>
  )
}

function Revisions({ all, shown, choose }: { all: Revision[]; shown: number; choose(revision: number): void }) {
  const said = useProjectWords()
  const when = useWhen()
  return (
    <fieldset className="history-list">
      <legend className="unseen">{said.history}</legend>
      {all.map(({ revision, changed, bytes }) => (
        <label key={revision}>
          <input type="radio" name="revision" checked={revision === shown} onChange={() => choose(revision)} />
          <span>{when(changed)}</span>
          <span className="soft">{size(bytes)}</span>
        </label>
      ))}
    </fieldset>
  )
}

function Then(props: { project: string; path: string; file: string; name: string; revision: Revision }) {
  const { project, path, file, name, revision } = props
  const said = useProjectWords()
  const ide = useIde()
  const when = useWhen()
  const [now] = useState(() => ide.texts.get(file))
  const { data } = useQuery({
    queryKey: ['revision', project, path, revision.revision],
    queryFn: () => readFile(project, path, revision.revision),
  })
  if (data === undefined) return <p className="late-word over-text">{said.opening(name)}</p>
  const take = () => {
    const { project: here, saving } = ide.desk.getState()
    ide.texts.set(file, data.content)
    ide.change(here)
    ide.save()
    if (saving !== null) ide.desk.setState({ saving: { ...saving, over: null } })
  }
  return (
    <div className="history-then">
      <Compare
        name={name}
        left={data.content}
        leftLabel={said.asOf(when(revision.changed))}
        right={now}
        rightLabel={said.asNow}
      />
      <div className="over-do">
        <button type="button" className="btn btn-go" onClick={take}>
          {said.back}
        </button>
      </div>
    </div>
  )
}

function useWhen(): (at: string) => string {
  const { locale } = useWords()
  return at => new Date(at).toLocaleString(locale, { dateStyle: 'medium', timeStyle: 'medium' })
}
