import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useAccountWords } from '../../../lib/words/account'
import { Say } from '../../../ui/Say'
import { type Waiting, waitForCode, waiting, waitNoMore } from '../begun'
import { CodeField } from '../CodeField'
import { changeEmail, changePassword, confirmEmail } from '../calls'
import { Field, PasswordField } from '../Field'
import { Form } from '../Form'
import { askAnew, useMe } from '../me'
import { Folded } from '../Sheet'

export function ChangePassword() {
  const said = useAccountWords()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { me } = useMe()
  return (
    <Folded title={said.change.passwordTitle}>
      <Form
        go={said.change.passwordGo}
        denied={said.change.wrong}
        tone="plain"
        send={async ({ oldPassword = '', password = '' }) => {
          await changePassword(oldPassword, password)
          await navigate({ to: '/sign-in', state: { email: me?.email ?? '', after: 'changed' } })
          await askAnew(queries)
        }}
      >
        <PasswordField name="oldPassword" label={said.oldPassword} autoComplete="current-password" />
        <PasswordField name="password" label={said.newPassword} hint={said.passwordHint} autoComplete="new-password" />
      </Form>
    </Folded>
  )
}

export function ChangeEmail() {
  const said = useAccountWords()
  const queries = useQueryClient()
  const [begun, setBegun] = useState<Waiting | null>(() => waiting('email'))
  const [done, setDone] = useState<string | null>(null)
  return (
    <Folded title={said.change.emailTitle}>
      {begun === null ? (
        <Form
          key="new"
          go={said.change.emailGo}
          denied={said.change.wrong}
          tone="plain"
          send={async ({ email = '', password = '' }) =>
            setBegun(waitForCode('email', email.trim(), await changeEmail(email, password)))
          }
        >
          <Field name="email" type="email" label={said.change.newEmail} autoComplete="off" />
          <PasswordField name="password" label={said.oldPassword} autoComplete="current-password" />
        </Form>
      ) : (
        <Form
          key="code"
          go={said.change.emailConfirm}
          send={async ({ code = '' }) => {
            await confirmEmail(begun.id, code)
            waitNoMore('email')
            setBegun(null)
            setDone(begun.email)
            await askAnew(queries)
          }}
          beside={
            <button
              type="button"
              className="btn btn-quiet btn-big"
              onClick={() => {
                waitNoMore('email')
                setBegun(null)
              }}
            >
              {said.back}
            </button>
          }
        >
          <p>{said.change.emailSent(begun.email)}</p>
          <CodeField />
        </Form>
      )}
      <div role="status">
        {done !== null && <Say tone="ok" sign="check" title={said.change.emailDone(done)} text="" />}
      </div>
    </Folded>
  )
}
