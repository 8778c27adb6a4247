import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { openAnywhere } from '../../../lib/away'
import { Refused } from '../../../lib/http'
import { useProjectWords } from '../../../lib/words/projects'
import { Say } from '../../../ui/Say'
import { useLanguages, Workbench } from '../Ide'
import type { Keeper, Owner } from '../keeper'
import { SavingHere } from './here'
import { type Come, open } from './opening'
import { ProjectBar } from './ProjectBar'
import { Saver } from './saver'
import type { Saving } from './saving'
import './saving.css'

const AGAIN_MS = 5_000

interface Props {
  id: string
  /** Whose it is. */
  person: string
  /** To the list of all, and to another one. */
  leave(): void
  goTo(id: string): void
}

/** The desk with a project of the server on it. */
export function ProjectDesk({ id, person, leave, goTo }: Props) {
  const said = useProjectWords()
  const languages = useLanguages()
  const known = languages.data
  const { data, error, refetch } = useQuery({
    queryKey: ['project', person, id],
    queryFn: () => open(person, id, known ?? []),
    enabled: known !== undefined,
    // It is changed here from now on: what came is never taken for what is there.
    staleTime: 0,
    gcTime: 0,
    refetchOnWindowFocus: false,
    refetchOnReconnect: false,
    structuralSharing: false,
    retry: false,
    refetchInterval: query => (query.state.status === 'error' && !isMissing(query.state.error) ? AGAIN_MS : false),
  })
  const isHere = data !== undefined && data.opened.away === null
  useEffect(() => {
    if (isHere) void openAnywhere()
  }, [isHere])
  const fault = error ?? languages.error
  if (data !== undefined && known !== undefined) {
    return <Laid come={data} languages={known} person={person} leave={leave} goTo={goTo} />
  }
  if (fault === null) {
    return (
      <div className="ide-wait">
        <p className="late-word">{said.opening(said.oneProject)}</p>
      </div>
    )
  }
  return (
    <div className="ide-wait">
      <h1 className="unseen">{said.title}</h1>
      {isMissing(fault) ? (
        <Say tone="no" sign="cross" title={said.notFound} text={said.notFoundSay}>
          <button type="button" className="btn btn-go" onClick={leave}>
            {said.all}
          </button>
        </Say>
      ) : (
        <Say tone="off" sign="cloud" title={said.away} text={said.awaySay}>
          <button type="button" className="btn" onClick={() => refetch()}>
            {said.again}
          </button>
        </Say>
      )}
    </div>
  )
}

function isMissing(fault: unknown): boolean {
  return fault instanceof Refused && fault.problem.status === 404
}

function Laid({
  come,
  languages,
  ...props
}: { come: Come; languages: NonNullable<ReturnType<typeof useLanguages>['data']> } & Omit<Props, 'id'>) {
  const [saver, setSaver] = useState<Saver | null>(null)
  const [keeper] = useState(() => (owner: Owner, tell: (saving: Partial<Saving>) => void): Keeper => {
    const made = new Saver(come.opened, owner, tell)
    setSaver(made)
    return made
  })
  const { id } = come.opened
  return (
    <div className="project">
      <title>{`${come.name} · Carrel`}</title>
      <SavingHere value={saver}>
        <Workbench
          name={`project.${id}`}
          languages={languages}
          keeper={keeper}
          above={<ProjectBar come={come} {...props} />}
        />
      </SavingHere>
    </div>
  )
}
