import { type InputHTMLAttributes, type ReactNode, useId, useState } from 'react'
import { useAccountWords } from '../../lib/words/account'
import { useWrong } from './Form'
import type { Told } from './problem'

interface Props extends InputHTMLAttributes<HTMLInputElement> {
  name: string
  label: string
  hint?: string
}

/** A field with its name above it and, below, what helps or what is wrong. */
export function Field({ label, hint, className, ...input }: Props) {
  const id = useId()
  const wrong = useWrong(input.name)
  return (
    <Labelled id={id} label={label} hint={hint} wrong={wrong}>
      <input
        id={id}
        className={`input ${className ?? ''}`}
        aria-invalid={wrong !== null}
        aria-describedby={`${id}-says`}
        spellCheck={false}
        {...input}
      />
    </Labelled>
  )
}

/** A password that its owner may look at while writing it. */
export function PasswordField({ label, hint, ...input }: Props) {
  const id = useId()
  const said = useAccountWords()
  const wrong = useWrong(input.name)
  const [shown, setShown] = useState(false)
  return (
    <Labelled id={id} label={label} hint={hint} wrong={wrong}>
      <span className="secret">
        <input
          id={id}
          className="input"
          type={shown ? 'text' : 'password'}
          aria-invalid={wrong !== null}
          aria-describedby={`${id}-says`}
          spellCheck={false}
          autoCapitalize="off"
          {...input}
        />
        <button type="button" className="btn btn-quiet" aria-pressed={shown} onClick={() => setShown(!shown)}>
          {said.show}
        </button>
      </span>
    </Labelled>
  )
}

/** @param usual what is chosen before anybody chooses; the first when nobody says */
export function SelectField(props: {
  name: string
  label: string
  hint?: string
  usual?: string
  children: ReactNode
}) {
  const { name, label, hint, usual, children } = props
  const id = useId()
  const wrong = useWrong(name)
  return (
    <Labelled id={id} label={label} hint={hint} wrong={wrong}>
      <select
        id={id}
        name={name}
        className="input"
        defaultValue={usual}
        aria-invalid={wrong !== null}
        aria-describedby={`${id}-says`}
      >
        {children}
      </select>
    </Labelled>
  )
}

export function LinesField(props: {
  name: string
  label: string
  hint: string
  rows: number
  usual?: string | undefined
}) {
  const { name, label, hint, rows, usual } = props
  const id = useId()
  const wrong = useWrong(name)
  return (
    <Labelled id={id} label={label} hint={hint} wrong={wrong}>
      <textarea
        id={id}
        name={name}
        rows={rows}
        defaultValue={usual}
        className="input"
        aria-invalid={wrong !== null}
        aria-describedby={`${id}-says`}
        spellCheck={false}
      />
    </Labelled>
  )
}

/** A box to tick; never ticked before somebody does. */
export function Check({ name, children }: { name: string; children: ReactNode }) {
  const id = useId()
  const wrong = useWrong(name)
  return (
    <div className="check">
      <input type="checkbox" id={id} name={name} aria-invalid={wrong !== null} aria-describedby={`${id}-says`} />
      <label htmlFor={id}>{children}</label>
      <Says id={id} wrong={wrong} />
    </div>
  )
}

function Labelled(props: {
  id: string
  label: string
  hint?: string | undefined
  wrong: Told | null
  children: ReactNode
}) {
  const { id, label, hint, wrong, children } = props
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children}
      <Says id={id} wrong={wrong} hint={hint} />
    </div>
  )
}

function Says({ id, wrong, hint }: { id: string; wrong: Told | null; hint?: string | undefined }) {
  return (
    <p id={`${id}-says`} className={wrong === null ? 'hint' : 'hint tone-no'} lang={wrong?.lang}>
      {wrong?.text ?? hint}
    </p>
  )
}

interface Choice<T extends string> {
  value: T
  label: string
}

/** Two to five choices side by side. */
export function Switch<T extends string>(props: {
  legend: string
  choices: readonly Choice<T>[]
  value: T
  choose(value: T): void
}) {
  const { legend, choices, value, choose } = props
  const name = useId()
  return (
    <fieldset className="switch">
      <legend className="unseen">{legend}</legend>
      {choices.map(choice => (
        <label key={choice.value}>
          <input type="radio" name={name} checked={choice.value === value} onChange={() => choose(choice.value)} />
          {choice.label}
        </label>
      ))}
    </fieldset>
  )
}
