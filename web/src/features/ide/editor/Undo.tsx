import { useWords } from '../../../lib/words'
import { Say } from '../../../ui/Say'
import { ActionButton } from '../ActionButton'
import { putBack } from '../actions'
import { useDesk, useIde } from '../here'

/** What was just taken away, with the way back: no question was asked before. */
export function Undo() {
  const ide = useIde()
  const words = useWords()
  const aside = useDesk(desk => desk.aside)
  if (aside === null) return null
  return (
    <div role="status">
      <Say tone="you" sign="check" title={aside.why === 'removed' ? words.removed(aside.name) : words.replaced} text="">
        <ActionButton action={putBack} />
        <button type="button" className="btn btn-quiet" onClick={() => ide.desk.setState({ aside: null })}>
          {words.close}
        </button>
      </Say>
    </div>
  )
}
