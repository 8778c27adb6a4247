import { type InputHTMLAttributes, useId } from 'react'

interface Props extends InputHTMLAttributes<HTMLInputElement> {
  name: string
  label: string
  hint?: string
  fault?: string
}

/** A field with its name above it and, below, what helps or what is wrong. */
export function Field({ label, hint, fault, ...input }: Props) {
  const id = useId()
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input id={id} className="input" aria-invalid={fault !== undefined} aria-describedby={`${id}-says`} {...input} />
      <p id={`${id}-says`} className={fault === undefined ? 'hint' : 'hint tone-no'}>
        {fault ?? hint}
      </p>
    </div>
  )
}
