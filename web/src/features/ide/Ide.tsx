import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useStore } from 'zustand'
import { pressed } from '../../lib/chord'
import { classes } from '../../lib/classes'
import { call } from '../../lib/http'
import type { Language } from '../../lib/wire'
import { useWords } from '../../lib/words'
import { Say } from '../../ui/Say'
import { Sheltered } from '../../ui/Sheltered'
import { actions } from './actions'
import { EditorColumn } from './editor/EditorColumn'
import { Files } from './files/Files'
import { Here } from './here'
import { Ide as Desk } from './ide'
import { Palette } from './Palette'
import { Aloud } from './run/Aloud'
import { RunColumn } from './run/RunColumn'
import { server } from './run/server'
import { ThumbBar } from './ThumbBar'
import './ide.css'

const FRESH_MS = 300_000
const AGAIN_MS = 4_000

/** The editor with its files, its run and its output: one desk to work at. */
export function Ide({ name }: { name: string }) {
  const words = useWords()
  const { data, isError, refetch } = useQuery({
    queryKey: ['languages'],
    queryFn: async () => (await call<{ languages: Language[] }>('GET', '/languages')).body.languages,
    staleTime: FRESH_MS,
    retry: false,
    refetchInterval: query => (query.state.status === 'error' ? AGAIN_MS : false),
  })
  if (data !== undefined) return <Open name={name} languages={data} />
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

function Open({ name, languages }: { name: string; languages: readonly Language[] }) {
  const [ide, setIde] = useState<Desk | null>(null)
  useEffect(() => {
    const opened = new Desk(`carrel.${name}`, languages, server)
    setIde(opened)
    const keep = () => opened.save()
    window.addEventListener('pagehide', keep)
    document.addEventListener('visibilitychange', keep)
    return () => {
      window.removeEventListener('pagehide', keep)
      document.removeEventListener('visibilitychange', keep)
      opened.close()
    }
  }, [name, languages])
  return (
    ide && (
      <Here value={ide}>
        <Bench ide={ide} />
      </Here>
    )
  )
}

function Bench({ ide }: { ide: Desk }) {
  const words = useWords()
  const part = useStore(ide.desk, desk => desk.part)
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return
      const target = event.target instanceof Element ? event.target : document.body
      const action = actions.find(
        one =>
          one.keys && pressed(event, one.keys) && (one.within === undefined || target.closest(one.within) !== null),
      )
      if (action === undefined || (action.shown?.(ide) === false && action.id !== 'palette')) return
      event.preventDefault()
      event.stopPropagation()
      if ((action.hindered?.(ide, words) ?? null) === null) action.perform(ide)
    }
    // Before the editor, which would take some of these keys for itself.
    window.addEventListener('keydown', hear, true)
    return () => window.removeEventListener('keydown', hear, true)
  }, [ide, words])
  return (
    <div className="ide">
      <div className={classes('bench', `bench-${part}`)}>
        <Sheltered name={words.files}>
          <Files />
        </Sheltered>
        <Sheltered name={words.editor}>
          <EditorColumn />
        </Sheltered>
        <Sheltered name={words.runColumn}>
          <RunColumn />
        </Sheltered>
      </div>
      <ThumbBar />
      <Aloud />
      <Palette />
    </div>
  )
}
