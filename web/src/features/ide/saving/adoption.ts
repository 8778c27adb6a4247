import { call, Refused, Unreachable } from '../../../lib/http'
import type { Language } from '../../../lib/wire'
import { words } from '../../../lib/words'
import { projectWords } from '../../../lib/words/projects'
import { arrived, asked, giveBack, setupOfWish, takeWork, waiting } from './adopt'
import { keepSetup } from './setup'

const LOCK = 'carrel.adopting'
const AGAIN_MS = 10_000

/** What became of it, in a sentence, with the projects that were made. */
export interface Adopted {
  sentence: string
  open: readonly string[]
  go: string
}

/** @param anew whether somebody signed in just now; else only what waits already goes on its way */
export async function adopt(person: string, anew: boolean, tell: (adopted: Adopted) => void): Promise<void> {
  const work = async () => {
    const { languages } = (await call<{ languages: Language[] }>('GET', '/languages')).body
    if (anew) takeWork(person, languages)
    return send(person, languages)
  }
  try {
    const adopted = await (navigator.locks === undefined ? work() : navigator.locks.request(LOCK, work))
    if (adopted !== null) tell(adopted)
  } catch (thrown) {
    if (!(thrown instanceof Unreachable || thrown instanceof Refused)) throw thrown
    const said = projectWords(words().locale)
    if (waiting(person).length > 0) tell({ sentence: said.adoptAway, open: [], go: said.open })
    setTimeout(() => void adopt(person, anew, tell), AGAIN_MS)
  }
}

async function send(person: string, languages: readonly Language[]): Promise<Adopted | null> {
  const said = projectWords(words().locale)
  const made: { id: string; name: string }[] = []
  let refused = false
  for (const wish of waiting(person)) {
    const language = languages.find(one => one.id === wish.language)?.name ?? wish.language
    try {
      const { body } = await call<{ id: string; name: string }>(
        'POST',
        '/files',
        asked(wish, said.adoptedFrom(language)),
      )
      keepSetup(person, body.id, setupOfWish(wish))
      made.push(body)
      arrived(person, wish)
    } catch (thrown) {
      const status = thrown instanceof Refused ? thrown.problem.status : 0
      if (status !== 400 && status !== 413) throw thrown
      giveBack(person, wish)
      refused = true
    }
  }
  if (made.length === 0) return refused ? { sentence: said.adoptRefused, open: [], go: said.open } : null
  return {
    sentence: said.adoptedTitle(made.map(one => one.name).join('; ')),
    open: made.map(one => one.id),
    go: said.open,
  }
}

/** Of somebody who signed out nothing stays on this device but what the server has not yet. */
export function forget(): void {
  try {
    for (const key of Object.keys(localStorage)) {
      if (/^carrel\.(setup|project)\./.test(key)) localStorage.removeItem(key)
    }
  } catch {
    // Nothing is kept here at all.
  }
}
