import { useWords } from '..'
import { de } from './de'
import { type AccountWords, en } from './en'

const all: Record<string, AccountWords> = { en, de }

/** The chapter of the catalogue that only the pages about accounts need. */
export function useAccountWords(): AccountWords {
  return all[useWords().locale] ?? en
}

export type { AccountWords }
