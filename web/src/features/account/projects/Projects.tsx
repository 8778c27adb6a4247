import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { waitingProjects } from '../../../lib/drafts'
import { size } from '../../../lib/figures'
import { Refused } from '../../../lib/http'
import { keepOnly, keptProjects } from '../../../lib/projectCopies'
import { useWords } from '../../../lib/words'
import { useProjectWords } from '../../../lib/words/projects'
import type { Me } from '../calls'
import { Failed } from '../Form'
import { useMe } from '../me'
import { Nothing } from '../Nothing'
import { Folded, Opening, Sheet } from '../Sheet'
import { type Projects as All, projects } from './calls'
import { MakeProject, OpenZip } from './Making'
import { ProjectRow } from './ProjectRow'
import './projects.css'

/** What somebody keeps at the server: one row a project. */
export function Projects() {
  const said = useProjectWords()
  const { me, waiting } = useMe()
  if (waiting) return <Opening title={said.title} />
  if (me === null) return <Nothing title={said.title} text={said.nobody} to="/sign-in" go={said.signIn} />
  return <Mine me={me} />
}

function Mine({ me }: { me: Me }) {
  const said = useProjectWords()
  const { data, error, refetch } = useQuery({ queryKey: ['projects', me.id], queryFn: () => all(me.id), retry: false })
  if (data !== undefined) return <Shelf me={me} all={data} />
  if (error === null) return <Opening title={said.title} />
  return (
    <Sheet title={said.title}>
      {!(error instanceof Refused) && <Here person={me.id} />}
      <section>
        <Failed fault={error instanceof Refused ? { is: 'refused', problem: error.problem } : { is: 'away' }} />
        <button type="button" className="btn justify-self-start" onClick={() => refetch()}>
          {said.again}
        </button>
      </section>
    </Sheet>
  )
}

async function all(person: string): Promise<All> {
  const here = await projects()
  void keepOnly(person, new Set(here.projects.map(one => one.id)))
  return here
}

/** Without a connection, those that this device has a copy of. */
function Here({ person }: { person: string }) {
  const said = useProjectWords()
  const { data = [] } = useQuery({ queryKey: ['copies', person], queryFn: () => keptProjects(person), gcTime: 0 })
  if (data.length === 0) return null
  return (
    <section>
      <h2>{said.copies}</h2>
      <ul className="ledger projects">
        {data.map(({ id, name }) => (
          <li key={id}>
            <Link to="/projects/$id" params={{ id }}>
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Shelf({ me, all }: { me: Me; all: All }) {
  const said = useProjectWords()
  const { locale } = useWords()
  const queries = useQueryClient()
  const [told, setTold] = useState('')
  const { projects, mostProjects, mostBytes } = all
  const waits = waitingProjects(me.id)
  const bytes = projects.reduce((sum, one) => sum + one.bytes, 0)
  const isFull = projects.length >= mostProjects
  const anew = async (sentence: string) => {
    await queries.invalidateQueries({ queryKey: ['projects'] })
    setTold(sentence)
  }
  return (
    <Sheet title={said.title}>
      <section>
        {projects.length === 0 ? (
          <Empty />
        ) : (
          <ul className="ledger projects">
            {projects.map(project => (
              <ProjectRow key={project.id} project={project} waits={waits.has(project.id)} anew={anew} />
            ))}
          </ul>
        )}
        <p role="status" className="hint">
          {told}
        </p>
        {projects.length > 0 && (
          <p className="soft figure">
            {said.count(
              projects.length.toLocaleString(locale),
              mostProjects.toLocaleString(locale),
              size(bytes),
              size(mostBytes),
            )}
          </p>
        )}
      </section>
      <section>
        {isFull ? (
          <p>{said.full}</p>
        ) : projects.length === 0 ? (
          <>
            <h2>{said.makeTitle}</h2>
            <MakeProject />
          </>
        ) : (
          <Folded title={said.makeTitle}>
            <MakeProject />
          </Folded>
        )}
        {!isFull && (
          <Folded title={said.importTitle}>
            <OpenZip />
          </Folded>
        )}
      </section>
    </Sheet>
  )
}

function Empty() {
  const said = useProjectWords()
  return (
    <div className="shelf-empty">
      <svg viewBox="0 0 160 56" aria-hidden="true">
        <path className="shelf-board" d="M4 50h152" />
        <path className="shelf-book" d="M22 14h12v34H22zM36 8h9v40h-9zM128 20l11 -3 8 30 -11 3z" />
        <path className="shelf-gap" d="M52 12h14v36H52zM72 18h10v30H72zM88 10h12v38H88z" />
      </svg>
      <p>
        <b>{said.empty}</b>
        <br />
        {said.emptySay}
      </p>
    </div>
  )
}
