import { create } from 'zustand'
import { de } from './de'
import { en, type Words } from './en'

const KEY = 'carrel.words'
const all = { en, de }

function chosen(): keyof typeof all {
  let kept: string | null = null
  try {
    kept = localStorage.getItem(KEY)
  } catch {
    // A browser that keeps nothing still has a language of its own.
  }
  return kept === 'en' || kept === 'de' ? kept : navigator.language.startsWith('de') ? 'de' : 'en'
}

const store = create<{ words: Words }>(() => ({ words: speak(chosen()) }))

function speak(language: keyof typeof all): Words {
  document.documentElement.lang = language
  return all[language]
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
  store.setState({ words: speak(other) })
}
