import type { KeptProject } from '../keep'

/** What the server has of a file, by the last word that came from there; no text where only the revision is known. */
export interface Known {
  path: string
  revision: number
  text: string | null
}

/** What has to happen at the server so that it has what is here. */
export type Change =
  | { is: 'remove'; id: string; path: string; base: number }
  | { is: 'rename'; id: string; path: string; to: string; base: number }
  | { is: 'save'; id: string; path: string; text: string; base: number }

type Here = Pick<KeptProject, 'files' | 'texts'>

/** In an order in which no name is taken that a file still has. */
export function changesOf(known: ReadonlyMap<string, Known>, here: Here): Change[] {
  const ids = new Set(here.files.map(file => file.id))
  const removed = [...known]
    .filter(([id]) => !ids.has(id))
    .map(([id, { path, revision }]): Change => ({ is: 'remove', id, path, base: revision }))
  const saved = here.files.flatMap(({ id, name }): Change[] => {
    const there = known.get(id)
    const text = here.texts[id] ?? ''
    return there?.text === text ? [] : [{ is: 'save', id, path: name, text, base: there?.revision ?? 0 }]
  })
  return [...removed, ...renames(known, here), ...saved]
}

function renames(known: ReadonlyMap<string, Known>, here: Here): Change[] {
  const left = here.files.flatMap(({ id, name }): Extract<Change, { is: 'rename' }>[] => {
    const there = known.get(id)
    if (there === undefined || there.path === name) return []
    return [{ is: 'rename', id, path: there.path, to: name, base: there.revision }]
  })
  const ordered: Change[] = []
  while (left.length > 0) {
    const free = left.findIndex(one => !left.some(other => other !== one && other.path === one.to))
    ordered.push(...left.splice(Math.max(0, free), 1))
  }
  return ordered
}
