import { freeName } from '../project'
import type { Change, Known } from './changes'

/** A change that the server does not have yet, as it waits on this device. */
export interface Draft {
  files: DraftFile[]
  removed: { path: string; base: number }[]
}

/** @see Known; `from` is its name at the server, and null for a file that is not there */
interface DraftFile {
  path: string
  from: string | null
  base: number
  text: string
}

export interface ServerFile {
  path: string
  revision: number
  text: string
}

/** A project as it is worked on here: its files, their texts, and what the server has of them. */
export interface Laid {
  files: { id: string; name: string }[]
  texts: Record<string, string>
  known: Map<string, Known>
}

const VERSION = 1

/** What of these changes has to wait, or null when there are none. */
export function draftOf(changes: readonly Change[], laid: Laid): Draft | null {
  if (changes.length === 0) return null
  const ids = new Set(changes.filter(one => one.is !== 'remove').map(one => one.id))
  return {
    files: laid.files
      .filter(file => ids.has(file.id))
      .map(({ id, name }) => {
        const there = laid.known.get(id)
        return { path: name, from: there?.path ?? null, base: there?.revision ?? 0, text: laid.texts[id] ?? '' }
      }),
    removed: changes.flatMap(one => (one.is === 'remove' ? [{ path: one.path, base: one.base }] : [])),
  }
}

export function writeDraft(draft: Draft): string {
  return JSON.stringify({ version: VERSION, ...draft })
}

/** What was kept, as far as it makes sense: a bad entry is dropped alone. */
export function readDraft(text: string | null): Draft | null {
  let kept: unknown
  try {
    kept = JSON.parse(text ?? '')
  } catch {
    return null
  }
  const { version, files, removed } = (kept ?? {}) as Record<string, unknown>
  if (version !== VERSION) return null
  return { files: list(files).flatMap(draftFile), removed: list(removed).flatMap(removedFile) }
}

function draftFile({ path, from, base, text }: Record<string, unknown>): DraftFile[] {
  if (typeof path !== 'string' || typeof text !== 'string' || typeof base !== 'number') return []
  return [{ path, from: typeof from === 'string' ? from : null, base, text }]
}

function removedFile({ path, base }: Record<string, unknown>): { path: string; base: number }[] {
  return typeof path === 'string' && typeof base === 'number' ? [{ path, base }] : []
}

function list(value: unknown): Record<string, unknown>[] {
  return Array.isArray(value) ? value.filter(one => typeof one === 'object' && one !== null) : []
}

/**
 * What the server has, with what waits here laid over it. A change keeps the revision that it was made from, so that the
 * server tells whether somebody else was faster; of two drafts of one file each keeps its text.
 */
export function laid(server: readonly ServerFile[], drafts: readonly Draft[]): Laid {
  const all: Laid = { files: [], texts: {}, known: new Map() }
  for (const { path, revision, text } of server) {
    const id = crypto.randomUUID()
    all.files.push({ id, name: path })
    all.texts[id] = text
    all.known.set(id, { path, revision, text })
  }
  const taken = new Set<string>()
  for (const draft of drafts) {
    for (const file of draft.files) lay(file, all, taken)
    for (const { path, base } of draft.removed) {
      const gone = [...all.known].find(([id, one]) => one.path === path && one.revision === base && !taken.has(id))
      if (gone !== undefined) all.files = all.files.filter(file => file.id !== gone[0])
    }
  }
  return all
}

function lay({ path, from, base, text }: DraftFile, all: Laid, taken: Set<string>): void {
  const there = [...all.known].find(([, one]) => one.path === (from ?? path))
  if (there === undefined || taken.has(there[0])) {
    if (all.files.some(file => file.name === path && all.texts[file.id] === text)) return
    const id = crypto.randomUUID()
    all.files.push({ id, name: freeName(all, path) })
    all.texts[id] = text
    return
  }
  const [id, known] = there
  taken.add(id)
  if (known.text === text && known.path === path) return
  all.texts[id] = text
  if (known.text !== text)
    all.known.set(id, { ...known, ...(known.revision === base ? {} : { revision: base, text: null }) })
  const others = all.files.filter(file => file.id !== id)
  all.files = all.files.map(file => (file.id === id ? { id, name: freeName({ files: others }, path) } : file))
}
