import type { Language } from '../../../lib/wire'
import { type KeptProject, read, write } from '../keep'
import { type Setup, setupOf } from './setup'

/** Something written without an account, on its way into one. */
export interface Wish {
  /** Where it lay on this device, and as what. */
  from: string
  language: string
  project: KeptProject
  idempotencyKey: string
}

const WAITING = 'carrel.adopting'
const SHELVES = /^carrel\.(play$|copy\.)/

/** Whether somebody has written here, or only looked at the template. */
export function isWork(project: KeptProject, language: Language | undefined): boolean {
  const texts = project.files.map(file => project.texts[file.id] ?? '')
  if (project.files.length === 1 && language !== undefined) {
    const templates = [language.template, ...language.versions.map(version => version.template)]
    return !templates.includes(texts[0] ?? '')
  }
  return texts.some(text => text.trim() !== '')
}

/**
 * Takes what was written without an account off its shelves and puts it where it waits for the server, all at once for
 * this browser: two tabs that sign in take it once. What is kept unchosen comes too.
 */
export function takeWork(person: string, languages: readonly Language[]): void {
  const wishes = waiting(person)
  for (const key of Object.keys(localStorage).filter(one => SHELVES.test(one))) {
    const kept = read(localStorage.getItem(key))
    if (kept === null) continue
    const found = [kept.projects, kept.unchosen].flatMap(all =>
      Object.entries(all).map(([id, project]) => ({ id, project, all })),
    )
    const work = found.filter(({ id, project }) =>
      isWork(
        project,
        languages.find(one => one.id === id),
      ),
    )
    if (work.length === 0) continue
    for (const { id, project, all } of work) {
      delete all[id]
      wishes.push({ from: key, language: id, project, idempotencyKey: crypto.randomUUID() })
    }
    // First where it waits: a browser that has no room for both loses nothing.
    wait(person, wishes)
    localStorage.setItem(key, write(kept))
  }
}

/** What waits for somebody's account. */
export function waiting(person: string): Wish[] {
  try {
    const kept = JSON.parse(localStorage.getItem(WAITING) ?? 'null') as { person?: unknown; wishes?: unknown } | null
    return kept?.person === person && Array.isArray(kept.wishes) ? (kept.wishes as Wish[]) : []
  } catch {
    return []
  }
}

function wait(person: string, wishes: readonly Wish[]): void {
  if (wishes.length === 0) localStorage.removeItem(WAITING)
  else localStorage.setItem(WAITING, JSON.stringify({ person, wishes }))
}

/** It has arrived. */
export function arrived(person: string, wish: Wish): void {
  wait(
    person,
    waiting(person).filter(one => one.idempotencyKey !== wish.idempotencyKey),
  )
}

/** The account does not take it: it goes back to where it lay, unless something else lies there by now. */
export function giveBack(person: string, wish: Wish): void {
  const kept = read(localStorage.getItem(wish.from)) ?? { language: wish.language, projects: {}, unchosen: {} }
  const place = kept.projects[wish.language] === undefined ? kept.projects : kept.unchosen
  if (place[wish.language] !== undefined) return
  place[wish.language] = wish.project
  localStorage.setItem(wish.from, write(kept))
  arrived(person, wish)
}

/** What the server is asked for. */
export function asked(wish: Wish, name: string) {
  const { files, texts } = wish.project
  return {
    name,
    files: files.map(file => ({ path: file.name, content: texts[file.id] ?? '' })),
    idempotencyKey: wish.idempotencyKey,
  }
}

export function setupOfWish({ project, language }: Wish): Setup {
  return setupOf(project, language)
}
