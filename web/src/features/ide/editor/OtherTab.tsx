import { useWords } from '../../../lib/words'
import { Say } from '../../../ui/Say'
import { ActionButton } from '../ActionButton'
import { keepBoth, keepMine, takeTheirs } from '../actions'
import { useDesk, useIde } from '../here'

/** The same project lies open in another tab, and was changed there. */
export function OtherTab() {
  const ide = useIde()
  const words = useWords()
  const elsewhere = useDesk(desk => desk.elsewhere)
  if (elsewhere === null) return null
  const { title, text } = words.otherTab[elsewhere]
  return (
    <div role="status">
      <Say tone="you" sign="check" title={title} text={text}>
        {elsewhere === 'differs' ? (
          [keepMine, takeTheirs, keepBoth].map(action => <ActionButton key={action.id} action={action} />)
        ) : (
          <button type="button" className="btn btn-quiet" onClick={() => ide.desk.setState({ elsewhere: null })}>
            {words.close}
          </button>
        )}
      </Say>
    </div>
  )
}
