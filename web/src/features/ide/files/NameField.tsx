import { useId, useLayoutEffect, useRef, useState } from 'react'
import { useWords } from '../../../lib/words'
import { useIde } from '../here'
import { type File, nameFault } from '../project'

/** What lies over the desk takes the focus back when it closes: the field has it after that, and else at once, before the next key. */
const OVER = '[role="menu"], [role="dialog"]'

/** A new name for a file: checked while it is written, taken with Enter, left alone with Escape. */
export function NameField({ file }: { file: File }) {
  const ide = useIde()
  const words = useWords()
  const [name, setName] = useState(file.name)
  const field = useRef<HTMLInputElement>(null)
  const id = useId()
  const { extensions, name: language } = ide.language
  const fault = nameFault(ide.desk.getState().project, extensions, name, file.id)
  const said =
    fault === null
      ? ''
      : fault === 'extension'
        ? words.extensionRule(language, extensions.join(' '))
        : words.pathRules[fault]

  useLayoutEffect(() => {
    const box = field.current
    const take = () => {
      box?.focus()
      box?.setSelectionRange(0, Math.max(0, box.value.lastIndexOf('.')))
    }
    const from = document.activeElement
    if (from !== null && from !== document.body && from.closest(OVER) === null) {
      take()
      return
    }
    const frame = requestAnimationFrame(take)
    return () => cancelAnimationFrame(frame)
  }, [])

  const leave = () => ide.desk.setState({ renaming: null })
  return (
    <form
      className="field"
      onSubmit={event => {
        event.preventDefault()
        if (fault === null) ide.rename(file.id, name)
      }}
    >
      <input
        ref={field}
        className="input"
        value={name}
        aria-label={words.fileName}
        aria-invalid={fault !== null}
        aria-describedby={id}
        autoComplete="off"
        spellCheck={false}
        onChange={event => setName(event.target.value)}
        onKeyDown={event => event.key === 'Escape' && leave()}
        onBlur={() => (fault === null ? ide.rename(file.id, name) : leave())}
      />
      <p id={id} className="hint tone-no" role="alert">
        {said}
      </p>
    </form>
  )
}
