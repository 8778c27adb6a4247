import type { Refused } from '../../../lib/http'
import { useAccountWords } from '../../../lib/words/account'
import { Field, PasswordField } from '../Field'
import { Form, Unfit } from '../Form'
import { Frame, Steps } from '../Frame'

export interface Chosen {
  email: string
  password: string
}

const LEAST = 10
const MOST = 200

interface Props {
  guardian: boolean
  chosen: Chosen | undefined
  /** What the service said of what was chosen before. */
  refused: Refused | undefined
  go(chosen: Chosen): void
  back(): void
}

/** An address and a password; the address of a guardian, where one must agree. */
export function Credentials({ guardian, chosen, refused, go, back }: Props) {
  const said = useAccountWords()
  const title = guardian ? said.signUp.guardianTitle : said.signUp.title
  return (
    <Frame title={title}>
      <Steps now={1} />
      <h1>{title}</h1>
      <p className="lead">{guardian ? said.signUp.guardianLead : said.signUp.lead}</p>
      <Form
        go={said.next}
        refused={refused}
        send={async ({ email = '', password = '' }) => {
          if (!/^[^\s@]+@[^\s@]+$/.test(email.trim())) throw new Unfit('email', said.rules.email ?? '')
          if (password.length < LEAST || password.length > MOST) {
            throw new Unfit('password', said.rules['password-length'] ?? '')
          }
          go({ email: email.trim(), password })
        }}
        beside={
          <button type="button" className="btn btn-quiet btn-big" onClick={back}>
            {said.back}
          </button>
        }
      >
        <Field
          name="email"
          type="email"
          label={guardian ? said.signUp.guardianEmail : said.email}
          {...(guardian ? { hint: said.signUp.guardianEmailHint } : {})}
          autoComplete={guardian ? 'off' : 'username'}
          defaultValue={chosen?.email}
        />
        <PasswordField
          name="password"
          label={guardian ? said.signUp.guardianPassword : said.password}
          hint={said.passwordHint}
          autoComplete="new-password"
          defaultValue={chosen?.password}
        />
        {guardian && (
          <div className="told">
            <h2>{said.signUp.toldTitle}</h2>
            <ul>
              {said.signUp.told.map(line => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </div>
        )}
      </Form>
    </Frame>
  )
}
