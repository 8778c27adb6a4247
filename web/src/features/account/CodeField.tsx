import { useAccountWords } from '../../lib/words/account'
import { Field } from './Field'

/** The code of a letter. */
export function CodeField() {
  const said = useAccountWords()
  return (
    <Field
      name="code"
      label={said.code}
      hint={said.codeHint}
      inputMode="numeric"
      autoComplete="one-time-code"
      className="input-big"
    />
  )
}
