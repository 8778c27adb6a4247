import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { size } from '../../../lib/figures'
import { useWords } from '../../../lib/words'
import { useProjectWords } from '../../../lib/words/projects'
import { Field } from '../Field'
import { Failed, Form } from '../Form'
import { useAct } from '../useAct'
import { type Project, removeProject, renameProject, saveZip } from './calls'

interface Props {
  project: Project
  /** Changes of it on this device have not been sent. */
  waits: boolean
  anew(sentence: string): Promise<void>
}

/** A project, and what can be done with it without opening it. */
export function ProjectRow({ project, waits, anew }: Props) {
  const said = useProjectWords()
  const { locale } = useWords()
  const [asks, setAsks] = useState<'name' | 'remove' | null>(null)
  const { act, fault } = useAct()
  const { id, name, files, bytes, changed, expires } = project
  const day = (at: string) => new Date(at).toLocaleDateString(locale, { dateStyle: 'medium' })
  const notes = [
    said.files(files),
    size(bytes),
    said.changed(ago(changed, locale)),
    expires === null ? '' : said.expires(day(expires)),
  ]
  return (
    <li>
      <div className="project-row">
        <div className="project-what">
          <Link to="/projects/$id" params={{ id }}>
            {name}
          </Link>
          <p className="soft">{notes.filter(note => note !== '').join(' · ')}</p>
          {waits && <p className="tone-you hint">{said.waits}</p>}
        </div>
        <div className="acts">
          <button
            type="button"
            className="btn btn-quiet"
            aria-label={`${said.rename}: ${name}`}
            onClick={() => setAsks('name')}
          >
            {said.rename}
          </button>
          <button
            type="button"
            className="btn btn-quiet"
            aria-label={`${said.zip}: ${name}`}
            onClick={() => act(() => saveZip(id))}
          >
            {said.zip}
          </button>
          <button
            type="button"
            className="btn btn-quiet"
            aria-label={`${said.remove}: ${name}`}
            onClick={() => setAsks('remove')}
          >
            {said.remove}
          </button>
        </div>
      </div>
      <div role="alert">{fault !== null && <Failed fault={fault} />}</div>
      {asks === 'name' && (
        <Form
          go={said.rename}
          tone="plain"
          beside={
            <button type="button" className="btn btn-quiet" onClick={() => setAsks(null)}>
              {said.keep}
            </button>
          }
          send={async ({ name: next = '' }) => {
            await renameProject(id, next)
            setAsks(null)
            await anew('')
          }}
        >
          <Focused>
            <Field name="name" label={said.newName(name)} hint={said.nameHint} defaultValue={name} autoComplete="off" />
          </Focused>
        </Form>
      )}
      {asks === 'remove' && (
        <Form
          go={said.removeGo}
          tone="stop"
          beside={
            <button type="button" className="btn btn-quiet btn-big" onClick={() => setAsks(null)}>
              {said.keep}
            </button>
          }
          send={async () => {
            await removeProject(id)
            await anew(said.removed(name))
          }}
        >
          <Focused>
            <p tabIndex={-1} role="alert">
              <b>{said.removeTitle(name)}</b> {said.removeSay}
            </p>
          </Focused>
        </Form>
      )}
    </li>
  )
}

/** What came because somebody asked for it has the focus. */
function Focused({ children }: { children: React.ReactNode }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    const first = box.current?.querySelector<HTMLElement>('input, [tabindex]')
    first?.focus()
    if (first instanceof HTMLInputElement) first.select()
  }, [])
  return <div ref={box}>{children}</div>
}

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
]
const LONG_AGO_MS = 7 * 86_400_000

/** How long ago, as people say it; a date when that is long. */
function ago(at: string, locale: string): string {
  const ms = Date.now() - new Date(at).getTime()
  if (ms > LONG_AGO_MS) return new Date(at).toLocaleDateString(locale, { dateStyle: 'medium' })
  const [unit, length] = STEPS.find(([, each]) => ms >= each) ?? ['minute', 60_000]
  return new Intl.RelativeTimeFormat(locale, { numeric: 'auto' }).format(-Math.floor(ms / length), unit)
}
