import { useWords } from '..'
import { de } from './de'
import { en, type ProjectWords } from './en'

const all: Record<string, ProjectWords> = { en, de }

/** The chapter of the catalogue that only projects at the server need. */
export function useProjectWords(): ProjectWords {
  return all[useWords().locale] ?? en
}

/** For what is said outside components. */
export function projectWords(locale: string): ProjectWords {
  return all[locale] ?? en
}

export type { ProjectWords }
