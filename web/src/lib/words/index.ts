import { create } from 'zustand'
import { en, type Words } from './en'

const KEY = 'carrel.words'
const all = { en: async () => en, de: async () => (await import('./de')).de }
type Locale = keyof typeof all

function chosen(): Locale {
  let kept: string | null = null
  try {
    kept = localStorage.getItem(KEY)
  } catch {
    // A browser that keeps nothing still has a language of its own.
  }
  return kept === 'en' || kept === 'de' ? kept : navigator.language.startsWith('de') ? 'de' : 'en'
}

const store = create<{ words: Words }>(() => ({ words: en }))

/** What a person chose comes when it is wanted; where it does not come, the page goes on as it spoke before. */
async function speak(locale: Locale): Promise<void> {
  const words = await all[locale]().catch(() => store.getState().words)
  document.documentElement.lang = words.locale
  store.setState({ words })
}

/** Before the first frame, so that nobody is spoken to in two languages. */
export function firstWords(): Promise<void> {
  return speak(chosen())
}

export type { Words }

export function useWords(): Words {
  return store(state => state.words)
}

/** For what is said outside components. */
export function words(): Words {
  return store.getState().words
}

export function changeWords(): void {
  const other = words().locale === 'en' ? 'de' : 'en'
  try {
    localStorage.setItem(KEY, other)
  } catch {
    // It holds until the page is left.
  }
  void speak(other)
}
