import { create } from 'zustand'
import { onMac } from '../../../lib/chord'
import { useWords } from '../../../lib/words'
import { useDesk } from '../here'

/** Where the caret is; apart from the desk, for it moves with every key. */
export const useCaret = create<{ line: number; column: number }>(() => ({ line: 1, column: 1 }))

export function Foot() {
  const words = useWords()
  const keeps = useDesk(desk => desk.keeps)
  const { line, column } = useCaret()
  const { before, keys, between, tab, after } = words.leaveHint
  return (
    <div className="foot">
      <span className="wide">{words.cursor(line, column)}</span>
      <span className={keeps ? 'tone-ok' : 'tone-no'}>{keeps ? words.kept : words.notKept}</span>
      <span className="ml-auto" id="leave-editor" data-mac={onMac}>
        {before}
        <kbd>{keys}</kbd>
        {between}
        <kbd>{tab}</kbd>
        {after}
      </span>
    </div>
  )
}
