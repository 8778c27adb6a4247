import { useId } from 'react'
import { useWords } from '../../../lib/words'
import { useDesk, useIde } from '../here'
import { type Project, variables } from '../project'

/** What the program will read, and the words that it is started with. */
export function InputPanel() {
  const ide = useIde()
  const words = useWords()
  const typing = useDesk(desk => desk.project.typing)
  const args = useDesk(desk => desk.project.args)
  const id = useId()
  const change = (part: Partial<Project>) => ide.change({ ...ide.desk.getState().project, ...part })
  return (
    <div className="input-panel">
      <fieldset className="switch">
        <legend className="unseen">{words.inputWays}</legend>
        {([false, true] as const).map(way => (
          <label key={String(way)}>
            <input type="radio" name={`${id}way`} checked={typing === way} onChange={() => change({ typing: way })} />
            {way ? words.inputTyped : words.inputBefore}
          </label>
        ))}
      </fieldset>
      {typing ? <p className="hint">{words.inputTypedHint}</p> : <Before />}
      <div className="input-pair">
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
        <Environment />
      </div>
    </div>
  )
}

function Environment() {
  const ide = useIde()
  const words = useWords()
  const env = useDesk(desk => desk.project.env)
  const { wrong } = variables(env)
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{words.ide.environment}</label>
      <textarea
        id={id}
        className="input input-code"
        rows={1}
        spellCheck={false}
        value={env}
        aria-invalid={wrong !== null}
        aria-describedby={`${id}hint`}
        onChange={event => ide.change({ ...ide.desk.getState().project, env: event.target.value })}
      />
      <p id={`${id}hint`} className={wrong === null ? 'hint' : 'hint tone-no'}>
        {wrong === null ? words.ide.environmentHint : words.ide.environmentWrong(wrong)}
      </p>
    </div>
  )
}

function Before() {
  const ide = useIde()
  const words = useWords()
  const stdin = useDesk(desk => desk.project.stdin)
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={`${id}`}>{words.inputLabel}</label>
      <textarea
        id={`${id}`}
        className="input input-code"
        rows={3}
        spellCheck={false}
        value={stdin}
        aria-describedby={`${id}hint`}
        onChange={event => ide.change({ ...ide.desk.getState().project, stdin: event.target.value })}
      />
      <p id={`${id}hint`} className="hint">
        {words.inputHint}
      </p>
    </div>
  )
}
