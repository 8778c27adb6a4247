import { useId } from 'react'
import { useStore } from 'zustand'
import { onMac } from '../../../lib/chord'
import { useWords } from '../../../lib/words'
import { useDesk, useIde } from '../here'

export function Foot() {
  const ide = useIde()
  const words = useWords()
  const keeps = useDesk(desk => desk.keeps)
  const formatting = useDesk(desk => desk.formatting)
  const here = useDesk(desk => desk.saving === null)
  const { line, column } = useStore(ide.caret)
  const { before, keys, between, tab, after } = words.leaveHint
  return (
    <div className="foot">
      <span className="wide">{words.cursor(line, column)}</span>
      {here && <span className={keeps ? 'tone-ok' : 'tone-no'}>{keeps ? words.kept : words.notKept}</span>}
      {formatting && <span className="tone-wait">{words.ide.formatting}</span>}
      <span className="ml-auto" id={useId()} data-mac={onMac}>
        {before}
        <kbd>{keys}</kbd>
        {between}
        <kbd>{tab}</kbd>
        {after}
      </span>
    </div>
  )
}
