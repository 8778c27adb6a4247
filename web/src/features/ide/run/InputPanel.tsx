import { useId } from 'react'
import { useWords } from '../../../lib/words'
import { useDesk, useIde } from '../here'

/** What the program will read, and the words that it is started with. */
export function InputPanel() {
  const ide = useIde()
  const words = useWords()
  const stdin = useDesk(desk => desk.project.stdin)
  const args = useDesk(desk => desk.project.args)
  const id = useId()
  const change = (part: { stdin?: string; args?: string }) => ide.change({ ...ide.desk.getState().project, ...part })
  return (
    <div className="input-panel">
      <div className="field">
        <label htmlFor={`${id}in`}>{words.inputLabel}</label>
        <textarea
          id={`${id}in`}
          className="input input-code"
          rows={3}
          spellCheck={false}
          value={stdin}
          aria-describedby={`${id}in-hint`}
          onChange={event => change({ stdin: event.target.value })}
        />
        <p id={`${id}in-hint`} className="hint">
          {words.inputHint}
        </p>
      </div>
      <div className="field">
        <label htmlFor={`${id}args`}>{words.argumentsLabel}</label>
        <input
          id={`${id}args`}
          className="input input-code"
          spellCheck={false}
          autoComplete="off"
          value={args}
          aria-describedby={`${id}args-hint`}
          onChange={event => change({ args: event.target.value })}
        />
        <p id={`${id}args-hint`} className="hint">
          {words.argumentsHint}
        </p>
      </div>
    </div>
  )
}
