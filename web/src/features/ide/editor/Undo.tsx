import { useWords, type Words } from '../../../lib/words'
import { Say } from '../../../ui/Say'
import { ActionButton } from '../ActionButton'
import { putBack } from '../actions'
import type { Aside } from '../desk'
import { useDesk, useIde } from '../here'

/** What was just taken away, with the way back: no question was asked before. */
export function Undo() {
  const ide = useIde()
  const words = useWords()
  const aside = useDesk(desk => desk.aside)
  if (aside === null) return null
  return (
    <div role="status">
      <Say tone="you" sign="check" title={title(aside, words)} text="">
        <ActionButton action={putBack} />
        <button type="button" className="btn btn-quiet" onClick={() => ide.desk.setState({ aside: null })}>
          {words.close}
        </button>
      </Say>
    </div>
  )
}

function title({ why, name, count }: Aside, words: Words): string {
  switch (why) {
    case 'removed':
      return count === 1 ? words.removed(name) : words.ide.removedMany(count)
    case 'replaced':
      return words.replaced
    case 'changed':
      return words.ide.changed(count)
  }
}
