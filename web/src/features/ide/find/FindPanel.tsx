import { useId, useLayoutEffect, useMemo, useRef } from 'react'
import { useWords } from '../../../lib/words'
import { ActionButton } from '../ActionButton'
import { replaceAll } from '../actions'
import { useDesk, useIde } from '../here'
import { everywhere, replaceEverywhere } from './everywhere'
import { type Hit, MOST_HITS, type Wanted } from './find'
import './find.css'

/** Looks for a text in all files, leads to each place, and puts another in its stead. */
export function FindPanel() {
  const ide = useIde()
  const words = useWords()
  const wanted = useDesk(desk => desk.wanted)
  const by = useDesk(desk => desk.by)
  const files = useDesk(desk => desk.project.files)
  // Once for a pause in writing, not for every key.
  const modified = useDesk(desk => desk.modified.length > 0)
  const aside = useDesk(desk => desk.aside)
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => field.current?.select(), [])
  // biome-ignore lint/correctness/useExhaustiveDependencies: the texts are read when one of these says that they changed
  const hits = useMemo(() => everywhere(ide), [ide, wanted, files, modified, aside])
  const found = files
    .map(file => ({ file, hits: hits.filter(hit => hit.file === file.id) }))
    .filter(group => group.hits.length > 0)
  const change = (part: Partial<Wanted>) => ide.desk.setState({ wanted: { ...wanted, ...part } })
  return (
    <div className="find">
      <input
        ref={field}
        className="input find-text"
        type="search"
        value={wanted.text}
        placeholder={words.ide.find}
        aria-label={words.ide.find}
        spellCheck={false}
        autoComplete="off"
        onChange={event => change({ text: event.target.value })}
      />
      <input
        className="input"
        value={by}
        placeholder={words.ide.replaceBy}
        aria-label={words.ide.replaceBy}
        spellCheck={false}
        autoComplete="off"
        onChange={event => ide.desk.setState({ by: event.target.value })}
      />
      <div className="find-ways">
        <Way checked={wanted.matchCase} name={words.ide.matchCase} set={matchCase => change({ matchCase })} />
        <Way checked={wanted.wholeWord} name={words.ide.wholeWord} set={wholeWord => change({ wholeWord })} />
      </div>
      {hits.length > 0 && <ActionButton action={replaceAll} />}
      {wanted.text !== '' && (
        <p className="hint" role="status" id={id}>
          {hits.length === MOST_HITS ? words.ide.foundMost(MOST_HITS) : words.ide.found(hits.length, found.length)}
        </p>
      )}
      <ul className="find-list" aria-label={words.ide.find}>
        {found.map(({ file, hits }) => (
          <li key={file.id}>
            <p className="find-file">
              <b className="cut">{file.name}</b>
              <span className="tag">{hits.length}</span>
              <button
                type="button"
                className="btn btn-quiet find-replace"
                aria-label={words.ide.replaceIn(file.name)}
                title={words.ide.replaceIn(file.name)}
                onClick={() => replaceEverywhere(ide, file.id)}
              >
                <replaceAll.icon size={14} aria-hidden />
              </button>
            </p>
            <ul>
              {hits.map(hit => (
                <li key={`${hit.line}:${hit.column}`}>
                  <Found hit={hit} />
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </div>
  )
}

function Way({ checked, name, set }: { checked: boolean; name: string; set(on: boolean): void }) {
  return (
    <label className="check">
      <input type="checkbox" checked={checked} onChange={event => set(event.target.checked)} />
      {name}
    </label>
  )
}

function Found({ hit }: { hit: Hit }) {
  const ide = useIde()
  const words = useWords()
  const { text, from, to, line } = hit
  const before = text.slice(0, from)
  return (
    <button type="button" className="find-hit" onClick={() => ide.goTo(hit)}>
      <span className="find-line">
        <span aria-hidden>{line}</span>
        <span className="unseen">{words.ide.lineOf(line)}</span>
      </span>
      <code className="cut">
        {before.length > 18 ? `…${before.slice(-16)}` : before.trimStart()}
        <mark>{text.slice(from, to)}</mark>
        {text.slice(to)}
      </code>
    </button>
  )
}
