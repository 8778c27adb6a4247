import type { Language } from '../../../lib/wire'
import { read, write } from '../keep'
import { laidOut, languageOf, ordered } from '../saving/setup'
import type { SharedProject } from './Shared'

/** Under which name a copy without an account lies on this device. */
export const copyKey = (link: string) => `copy.${link}`

const stored = (link: string) => `carrel.${copyKey(link)}`

export function hasCopy(link: string): boolean {
  try {
    return localStorage.getItem(stored(link)) !== null
  } catch {
    return false
  }
}

/** A copy on this device; one that is there already gets a neighbour of its language only where that is another. */
export function keepCopy(link: string, shared: SharedProject, languages: readonly Language[]): void {
  const texts = shared.files.filter(file => file.encoding === 'utf8')
  const names = texts.map(file => file.path)
  const language = languageOf(names, languages) ?? languages.find(one => one.id === 'python') ?? languages[0]
  if (language === undefined) return
  const files = ordered(
    texts.map(file => ({ id: crypto.randomUUID(), name: file.path, text: file.content })),
    null,
    language,
  )
  if (files.length === 0) return
  const project = {
    mark: '',
    ...laidOut({ files }, null),
    files: files.map(({ id, name }) => ({ id, name })),
    texts: Object.fromEntries(files.map(({ id, text }) => [id, text])),
  }
  try {
    const kept = read(localStorage.getItem(stored(link))) ?? { language: language.id, projects: {}, unchosen: {} }
    kept.projects[language.id] = project
    localStorage.setItem(stored(link), write({ ...kept, language: language.id }))
  } catch {
    // A browser that keeps nothing opens the template.
  }
}
