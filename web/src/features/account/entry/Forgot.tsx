import { Link, useNavigate } from '@tanstack/react-router'
import { useAccountWords } from '../../../lib/words/account'
import { waitForCode } from '../begun'
import { forgot } from '../calls'
import { Field } from '../Field'
import { Form } from '../Form'
import { Frame } from '../Frame'

export function Forgot() {
  const said = useAccountWords()
  const navigate = useNavigate()
  return (
    <Frame title={said.forgot.title}>
      <h1>{said.forgot.title}</h1>
      <p className="lead">{said.forgot.lead}</p>
      <Form
        go={said.forgot.go}
        send={async ({ email = '' }) => {
          waitForCode('password', email.trim(), await forgot(email))
          await navigate({ to: '/reset' })
        }}
      >
        <Field name="email" type="email" label={said.email} autoComplete="username" />
      </Form>
      <div className="aside">
        <Link to="/sign-in">{said.forgot.back}</Link>
        <p>{said.signIn.pupilForgot}</p>
      </div>
    </Frame>
  )
}
