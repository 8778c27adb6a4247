import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useLocation, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useAccountWords } from '../../../lib/words/account'
import { type Arrived, type Kind, providers, type Someone, signIn, wayTo } from '../calls'
import { go } from '../errand'
import { Field, PasswordField, Switch } from '../Field'
import { Failed, Form, type Given, Unfit } from '../Form'
import { Frame, WithoutAccount } from '../Frame'
import { askAnew } from '../me'
import { PupilPassword } from '../PupilPassword'
import { askPasskey, hasPasskeys, NoPasskey } from '../passkey'
import { useAct } from '../useAct'
import { Questions } from './Questions'

type Way = 'email' | 'class'

/** By address and password, or, for pupils, by class, name and four pictures or words. */
export function SignIn() {
  const said = useAccountWords()
  const { after, by = 'email' } = useLocation({ select: location => location.state })
  const [way, setWay] = useState(by)
  const [arrived, setArrived] = useState<Arrived | null>(null)
  if (arrived !== null) return <Questions arrived={arrived} />
  return (
    <Frame title={said.signIn.title}>
      <h1>{said.signIn.title}</h1>
      {after !== undefined && <p className="lead">{said.signIn[after]}</p>}
      <Switch<Way>
        legend={said.signIn.how}
        choices={[
          { value: 'email', label: said.signIn.byEmail },
          { value: 'class', label: said.signIn.byClass },
        ]}
        value={way}
        choose={setWay}
      />
      {way === 'email' ? <ByEmail arrived={setArrived} /> : <ByClass />}
      <OtherWays />
    </Frame>
  )
}

/** Signs somebody in, and opens what they came for: their desk, or papers that wait for their word. */
function useSignIn(arrived?: (who: Arrived) => void): (someone: Someone) => Promise<void> {
  const arrive = useArrival()
  return async someone => {
    const stranger = await signIn(someone)
    if (stranger === null) await arrive()
    else arrived?.(stranger)
  }
}

function useArrival(): () => Promise<void> {
  const navigate = useNavigate()
  const queries = useQueryClient()
  return async () => {
    const who = await askAnew(queries)
    await navigate({ to: who !== null && who.toAccept.length > 0 ? '/account' : '/' })
  }
}

/** A passkey, where the browser has them, and a button for everybody whose word counts here. */
function OtherWays() {
  const said = useAccountWords()
  const { data = [] } = useQuery({ queryKey: ['providers'], queryFn: providers })
  const { act, acting, fault } = useAct()
  const arrive = useArrival()
  const [cancelled, setCancelled] = useState(false)
  const byPasskey = async () => {
    setCancelled(false)
    try {
      await askPasskey()
    } catch (thrown) {
      if (!(thrown instanceof NoPasskey)) throw thrown
      setCancelled(true)
      return
    }
    await arrive()
  }
  if (data.length === 0 && !hasPasskeys()) return null
  return (
    <div className="acts">
      {hasPasskeys() && (
        <button type="button" className="btn btn-big" aria-disabled={acting} onClick={() => act(byPasskey)}>
          {said.signIn.byPasskey}
        </button>
      )}
      {data.map(({ id, name }) => (
        <button
          key={id}
          type="button"
          className="btn btn-big"
          aria-disabled={acting}
          onClick={() => act(async () => go('sign-in', await wayTo(id)))}
        >
          {said.signIn.by(name)}
        </button>
      ))}
      <div role="alert">
        {cancelled && <p className="hint">{said.passkeys.cancelled}</p>}
        {fault !== null && <Failed fault={fault} denied={said.passkeys.unknown} />}
      </div>
    </div>
  )
}

function ByEmail({ arrived }: { arrived(who: Arrived): void }) {
  const said = useAccountWords()
  const enter = useSignIn(arrived)
  const email = useLocation({ select: location => location.state.email })
  return (
    <>
      <Form
        go={said.signIn.go}
        denied={said.signIn.wrong}
        send={({ email = '', password = '' }) => enter({ email, password })}
      >
        <Field name="email" type="email" label={said.email} autoComplete="username" defaultValue={email} />
        <PasswordField name="password" label={said.password} autoComplete="current-password" />
      </Form>
      <div className="aside">
        <Link to="/forgot">{said.signIn.forgot}</Link>
        <Link to="/sign-up">{said.signIn.none}</Link>
        <WithoutAccount />
      </div>
    </>
  )
}

function ByClass() {
  const said = useAccountWords()
  const enter = useSignIn()
  const [kind, setKind] = useState<Kind>('pictures')
  const send = async ({ classCode = '', name = '', password = '' }: Given) => {
    if (password === '' && kind === 'pictures') throw new Unfit('password', said.pictures.none)
    await enter({ classCode, name, password })
  }
  return (
    <>
      <Form go={said.signIn.go} denied={said.signIn.wrongPupil} send={send}>
        <div className="two">
          <Field
            name="classCode"
            label={said.classCode}
            hint={said.classCodeHint}
            autoComplete="off"
            autoCapitalize="characters"
            className="input-code"
          />
          <Field name="name" label={said.nameInClass} autoComplete="username" />
        </div>
        <PupilPassword kind={kind} choose={setKind} />
      </Form>
      <div className="aside">
        <Link to="/join">{said.signIn.noPupil}</Link>
        <p>{said.signIn.pupilForgot}</p>
      </div>
    </>
  )
}
