// First: the parts below say where they differ from it.
import './ide.css'

import { useQuery } from '@tanstack/react-query'
import { type CSSProperties, type ReactNode, useEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { classes } from '../../lib/classes'
import { keepCopy, readCopy } from '../../lib/copies'
import { call, Unreachable } from '../../lib/http'
import { isSignedIn } from '../../lib/session'
import type { Language } from '../../lib/wire'
import { useWords } from '../../lib/words'
import { Say } from '../../ui/Say'
import { Sheltered } from '../../ui/Sheltered'
import { EditorColumn } from './editor/EditorColumn'
import { downloadAll } from './files/download'
import { fromOutside } from './files/drag'
import { Files } from './files/Files'
import { takeFiles } from './files/moving'
import { Here } from './here'
import { type Begin, Ide as Desk } from './ide'
import type { Keeper, Owner } from './keeper'
import { listen } from './keys'
import { LateOver } from './over/LateOver'
import { Aloud } from './run/Aloud'
import { RunColumn } from './run/RunColumn'
import { server } from './run/server'
import type { Saving } from './saving/saving'
import { useSettings } from './settings/settings'
import { ThumbBar } from './ThumbBar'

const FRESH_MS = 300_000
const AGAIN_MS = 4_000

interface Given {
  /** Under which its work is kept: two of the same name are the same work. */
  name: string
  begin?: Begin | undefined
  /** It stands in a page beside other things, and has as much room as it is given. */
  embedded?: boolean | undefined
}

/** The editor with its files, its run and its output: one desk to work at. */
export function Ide({ name, begin, embedded }: Given) {
  const words = useWords()
  const { data, isError, refetch } = useLanguages()
  if (data !== undefined) return <Workbench name={name} languages={data} begin={begin} embedded={embedded} />
  return (
    <div className="ide-wait">
      {isError ? (
        <Say tone="wait" sign="gauge" title={words.offlineTitle} text={words.languagesAway}>
          <button type="button" className="btn" onClick={() => refetch()}>
            {words.again}
          </button>
        </Say>
      ) : (
        <p className="late-word">{words.opening(words.playground)}</p>
      )}
    </div>
  )
}

/** What can be written in here. */
export function useLanguages() {
  return useQuery({
    queryKey: ['languages'],
    queryFn: known,
    staleTime: FRESH_MS,
    retry: false,
    refetchInterval: query => (query.state.status === 'error' ? AGAIN_MS : false),
  })
}

async function known(): Promise<Language[]> {
  try {
    const { languages } = (await call<{ languages: Language[] }>('GET', '/languages')).body
    if (isSignedIn()) void keepCopy('languages', languages)
    return languages
  } catch (fault) {
    const kept = fault instanceof Unreachable ? await readCopy<Language[]>('languages') : null
    if (kept === null) throw fault
    return kept
  }
}

interface Bench extends Given {
  languages: readonly Language[]
  /** Where its work is kept, where that is not this device. */
  keeper?: ((owner: Owner, tell: (saving: Partial<Saving>) => void) => Keeper) | undefined
  /** What stands above it, and belongs to it. */
  above?: ReactNode
}

export function Workbench({ name, languages, begin, embedded, keeper, above }: Bench) {
  const [ide, setIde] = useState<Desk | null>(null)
  const first = useRef(begin)
  useEffect(() => {
    const opened = new Desk(`carrel.${name}`, languages, server, first.current, keeper)
    setIde(opened)
    const keep = () => opened.save()
    window.addEventListener('pagehide', keep)
    window.addEventListener('pageshow', keep)
    document.addEventListener('visibilitychange', keep)
    return () => {
      window.removeEventListener('pagehide', keep)
      window.removeEventListener('pageshow', keep)
      document.removeEventListener('visibilitychange', keep)
      opened.close()
    }
  }, [name, languages, keeper])
  return (
    ide && (
      <Here value={ide}>
        {above}
        <Desktop ide={ide} embedded={embedded} />
      </Here>
    )
  )
}

function Desktop({ ide, embedded }: { ide: Desk; embedded: boolean | undefined }) {
  const words = useWords()
  const part = useStore(ide.desk, desk => desk.part)
  const drawer = useStore(ide.desk, desk => desk.drawer)
  const put = useStore(ide.desk, desk => desk.put)
  const fontSize = useSettings(settings => settings.fontSize)
  const tabWidth = useSettings(settings => settings.tabWidth)
  useEffect(() => listen(ide), [ide])
  const download = (
    <button type="button" className="btn" onClick={() => downloadAll(ide)}>
      {words.action.download}
    </button>
  )
  const split = useSettings(settings => settings.split)
  const parts = split === null ? {} : { '--code-part': `${split}fr`, '--run-part': `${100 - split}fr` }
  const look = {
    '--code': `${fontSize / 16}rem`,
    '--code-line': `${(fontSize * 1.556) / 16}rem`,
    '--tab': tabWidth,
    ...parts,
  }
  return (
    // A file that is dropped beside the list would open in place of the page.
    <section
      onDragOver={event => fromOutside(event) && event.preventDefault()}
      onDrop={event => {
        event.preventDefault()
        takeFiles(ide, [...event.dataTransfer.files])
      }}
      className={classes('ide', embedded && 'ide-embedded')}
      aria-label={embedded ? words.ide.name(ide.number) : undefined}
      style={look as CSSProperties}
      ref={box => {
        ide.root = box
      }}
    >
      <div className="ide-inside">
        <div className={classes('bench', `bench-${part}`, drawer && 'bench-drawer', put && 'bench-put')}>
          <Sheltered name={words.files} part="files" beside={download}>
            <Files />
          </Sheltered>
          <Sheltered name={words.editor} part="editor" beside={download}>
            <EditorColumn />
          </Sheltered>
          <Sheltered name={words.runColumn} part="run" beside={download}>
            <RunColumn />
          </Sheltered>
        </div>
        <ThumbBar />
      </div>
      <Aloud />
      <div
        ref={box => {
          ide.over = box
        }}
      >
        <LateOver />
      </div>
    </section>
  )
}
