import type { Problem } from '../../lib/wire'
import type { AccountWords } from '../../lib/words/account'

/** Why something did not happen. */
export type Fault = { is: 'away' } | { is: 'refused'; problem: Problem }

/** A sentence, and the language it is in where that is not the reader's. */
export interface Told {
  text: string
  lang?: 'en'
}

/** @param denied what a 401 means here, where a password was sent */
export function tell(problem: Problem, said: AccountWords, denied?: string): Told {
  const { status, rule = '', detail, remedy, retryAfterMs } = problem
  const known = said.rules[rule]
  if (known !== undefined) return { text: known }
  if (status === 401 && denied !== undefined) return { text: denied }
  if (status === 429) return { text: said.tooOften(retryAfterMs ?? 0) }
  if (detail === '') return { text: said.bare(status) }
  return { text: remedy === undefined ? detail : `${detail} ${remedy}`, lang: 'en' }
}
