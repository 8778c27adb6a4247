import { File as FileIcon } from '@phosphor-icons/react/dist/csr/File'
import { FolderSimple } from '@phosphor-icons/react/dist/csr/FolderSimple'
import { TerminalWindow } from '@phosphor-icons/react/dist/csr/TerminalWindow'
import { useWords } from '../../lib/words'
import { ActionButton } from './ActionButton'
import { run, stop } from './actions'
import type { Part } from './desk'
import { useDesk, useIde } from './here'
import { canStop } from './run/machine'
import './thumb.css'

/** On a phone one part of the desk is seen at a time; this bar, under the thumb, says which. */
export function ThumbBar() {
  const ide = useIde()
  const words = useWords()
  const part = useDesk(desk => desk.part)
  const running = useDesk(desk => canStop(desk.run))
  const parts: [Part, string, typeof FileIcon][] = [
    ['files', words.files, FolderSimple],
    ['code', words.codePart, FileIcon],
    ['output', words.outputPart, TerminalWindow],
  ]
  return (
    <nav className="thumb" aria-label={words.parts}>
      {parts.map(([id, name, Picture]) => (
        <button key={id} type="button" aria-pressed={part === id} onClick={() => ide.desk.setState({ part: id })}>
          <Picture size={20} aria-hidden />
          {name}
        </button>
      ))}
      {running ? <ActionButton action={stop} look="stop" /> : <ActionButton action={run} look="go" />}
    </nav>
  )
}
