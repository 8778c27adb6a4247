import { useLocation, useNavigate } from '@tanstack/react-router'
import { useWords } from '../../../lib/words'
import { useAccountWords } from '../../../lib/words/account'
import { setUp } from '../calls'
import { Field, PasswordField } from '../Field'
import { Form } from '../Form'
import { Frame } from '../Frame'
import { Nothing } from '../Nothing'

/** Where the link leads that a service prints which nobody runs yet. */
export function SetUp() {
  const said = useAccountWords()
  const words = useWords()
  const navigate = useNavigate()
  const token = useLocation({ select: location => location.state.setUp })
  if (token === undefined)
    return <Nothing title={said.setUp.title} text={said.setUp.none} to="/" go={words.notFound.go} />
  return (
    <Frame title={said.setUp.title}>
      <h1>{said.setUp.title}</h1>
      <p className="lead">{said.setUp.lead}</p>
      <Form
        go={said.setUp.go}
        send={async ({ email = '', password = '' }) => {
          await setUp(token, email, password)
          await navigate({ to: '/sign-in', state: { email, after: 'made' } })
        }}
      >
        <Field name="email" type="email" label={said.email} autoComplete="username" />
        <PasswordField name="password" label={said.password} hint={said.passwordHint} autoComplete="new-password" />
      </Form>
    </Frame>
  )
}
