import { useWords } from '../../../lib/words'
import { ActionButton } from '../ActionButton'
import { newFile, quickOpen } from '../actions'

/** The desk when every tab is closed: the files are still there. */
export function NoneOpen() {
  const words = useWords()
  return (
    <div className="none-open">
      <svg viewBox="0 0 120 60" aria-hidden="true">
        <path d="M10 50h100M24 50V16h72" />
        <path className="lamp" d="M56 30h8v20h-8z" />
      </svg>
      <p>{words.ide.noneOpen}</p>
      <div className="say-do">
        <ActionButton action={quickOpen} show="key" />
        <ActionButton action={newFile} look="quiet" />
      </div>
    </div>
  )
}
