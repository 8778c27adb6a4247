import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call, Refused } from '../../../lib/http'
import { useWords } from '../../../lib/words'
import { useProjectWords } from '../../../lib/words/projects'
import { Say } from '../../../ui/Say'
import { Ide, useLanguages } from '../Ide'
import { copyKey, hasCopy, keepCopy } from './copy'
import './shared.css'

interface SharedFile {
  path: string
  encoding: 'utf8' | 'base64'
  content: string
}

export interface SharedProject {
  name: string
  within: 'anyone' | 'class'
  made: string
  expires: string
  files: SharedFile[]
}

interface Props {
  id: string
  /** Whether somebody is signed in, whose copy is then kept at the server. */
  signedIn: boolean
  goTo(project: string): void
}

/** What somebody shows: to read, and to take a copy of. */
export function Shared({ id, signedIn, goTo }: Props) {
  const said = useProjectWords()
  const { data, error, refetch } = useQuery({
    queryKey: ['shared', id, signedIn],
    queryFn: async () => (await call<SharedProject>('GET', `/snapshots/${id}`)).body,
    retry: false,
  })
  const [copying, setCopying] = useState(false)
  if (copying) {
    return (
      <div className="project">
        <p className="shared-note">{said.copySay}</p>
        <Ide name={copyKey(id)} />
      </div>
    )
  }
  if (data !== undefined) {
    return <Snapshot id={id} shared={data} signedIn={signedIn} goTo={goTo} copy={() => setCopying(true)} />
  }
  if (error === null) {
    return (
      <div className="ide-wait">
        <p className="late-word">{said.opening(said.oneProject)}</p>
      </div>
    )
  }
  const missing = error instanceof Refused && error.problem.status === 404
  return (
    <div className="reading">
      <title>{`${said.sharedNone} · Carrel`}</title>
      <h1>{missing ? said.sharedNone : said.away}</h1>
      {missing && <p>{said.sharedNoneSay}</p>}
      {!missing && (
        <button type="button" className="btn" onClick={() => refetch()}>
          {said.again}
        </button>
      )}
      {missing && !signedIn && (
        <a className="btn btn-go btn-big" href="/sign-in">
          {said.signIn}
        </a>
      )}
    </div>
  )
}

function Snapshot(props: Props & { shared: SharedProject; copy(): void }) {
  const { id, shared, signedIn, goTo, copy } = props
  const said = useProjectWords()
  const { locale } = useWords()
  const languages = useLanguages()
  const [open, setOpen] = useState(0)
  const [fault, setFault] = useState('')
  const [key] = useState(() => crypto.randomUUID())
  const file = shared.files[open]
  const day = (at: string) => new Date(at).toLocaleDateString(locale, { dateStyle: 'long' })
  const begin = async () => {
    if (!signedIn) {
      if (languages.data === undefined) return
      keepCopy(id, shared, languages.data)
      copy()
      return
    }
    try {
      const wish = { name: shared.name, files: shared.files, idempotencyKey: key }
      goTo((await call<{ id: string }>('POST', '/files', wish)).body.id)
    } catch (thrown) {
      setFault(thrown instanceof Refused && thrown.problem.detail !== '' ? thrown.problem.detail : said.away)
    }
  }
  return (
    <div className="shared">
      <title>{`${shared.name} · Carrel`}</title>
      <header className="shared-head">
        <div>
          <h1>{shared.name}</h1>
          <p className="soft">
            {said.sharedBy(day(shared.made), day(shared.expires))} {shared.within === 'class' && said.sharedWithin}
          </p>
        </div>
        <div className="row shared-do">
          {!signedIn && hasCopy(id) && (
            <button type="button" className="btn btn-big" onClick={copy}>
              {said.goOn}
            </button>
          )}
          <button type="button" className="btn btn-go btn-big" onClick={() => void begin()}>
            {said.openCopy}
          </button>
        </div>
      </header>
      <div role="alert">{fault !== '' && <Say tone="no" sign="cross" title={fault} text="" />}</div>
      <div className="tabs">
        <div className="tablist" role="tablist" aria-label={said.sharedFiles}>
          {shared.files.map(({ path }, i) => (
            <span key={path} role="presentation" className={i === open ? 'tab tab-open' : 'tab'}>
              <button
                type="button"
                role="tab"
                id={`shared-tab-${i}`}
                aria-selected={i === open}
                aria-controls="shared-text"
                tabIndex={i === open ? 0 : -1}
                onClick={() => setOpen(i)}
                onKeyDown={event => {
                  const by = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
                  if (by === undefined) return
                  const to = (open + by + shared.files.length) % shared.files.length
                  setOpen(to)
                  document.getElementById(`shared-tab-${to}`)?.focus()
                }}
              >
                {path}
              </button>
            </span>
          ))}
        </div>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls can be reached by keys */}
      <div id="shared-text" className="sheet lit" role="tabpanel" aria-labelledby={`shared-tab-${open}`} tabIndex={0}>
        {file?.encoding === 'base64' ? (
          <p className="over-text">{said.noText}</p>
        ) : (
          <Lines text={file?.content ?? ''} />
        )}
      </div>
    </div>
  )
}

function Lines({ text }: { text: string }) {
  const lines = text.replace(/\n$/, '').split('\n')
  return (
    <div className="shared-code">
      <pre aria-hidden="true">{lines.map((_, i) => `${i + 1}\n`)}</pre>
      <pre>
        <code>{text}</code>
      </pre>
    </div>
  )
}
