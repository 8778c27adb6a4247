import { useEffect, useId, useRef, useState } from 'react'
import { useWords } from '../../../lib/words'
import { useIde } from '../here'
import { type File, nameFault } from '../project'

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

  useEffect(() => {
    const box = field.current
    // A menu that closes takes the focus back; the field has it after that.
    const frame = requestAnimationFrame(() => {
      box?.focus()
      box?.setSelectionRange(0, Math.max(0, box.value.lastIndexOf('.')))
    })
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
