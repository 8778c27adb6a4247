import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useAccountWords } from '../../../lib/words/account'
import { waiting, waitNoMore } from '../begun'
import { CodeField } from '../CodeField'
import { reset } from '../calls'
import { PasswordField } from '../Field'
import { Form } from '../Form'
import { Frame } from '../Frame'
import { askAnew } from '../me'
import { Nothing } from '../Nothing'

export function Reset() {
  const said = useAccountWords()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [begun] = useState(() => waiting('password'))
  if (begun === null)
    return <Nothing title={said.reset.title} text={said.noLetter} to="/forgot" go={said.forgot.title} />
  const { id, email } = begun
  return (
    <Frame title={said.reset.title}>
      <h1>{said.reset.title}</h1>
      <p className="lead">{said.reset.lead(email)}</p>
      <Form
        go={said.reset.go}
        send={async ({ code = '', password = '' }) => {
          await reset(id, code, password)
          waitNoMore('password')
          await askAnew(queries)
          await navigate({ to: '/sign-in', state: { email, after: 'changed' } })
        }}
      >
        <CodeField />
        <PasswordField name="password" label={said.newPassword} hint={said.passwordHint} autoComplete="new-password" />
      </Form>
      <div className="aside">
        <Link to="/forgot">{said.reset.again}</Link>
      </div>
    </Frame>
  )
}
