import { useAccountWords } from '../../lib/words/account'
import type { PaperName } from './calls'

/** Beside the form that asks about it: what is written there stays. */
export function PaperLink({ name }: { name: PaperName }) {
  const said = useAccountWords()
  return (
    <a href={`/${name}`} target="_blank" rel="noreferrer" title={said.newTab}>
      {said.paper[name]}
    </a>
  )
}
