import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useWords } from '../../../lib/words'
import { useAccountWords } from '../../../lib/words/account'
import { type Me, type Passkey, passkeys, removePasskey } from '../calls'
import { Field, PasswordField } from '../Field'
import { Failed, Form, Unfit } from '../Form'
import { hasPasskeys, makePasskey, NoPasskey } from '../passkey'
import { Folded } from '../Sheet'
import { useAct } from '../useAct'

const KEY = ['passkeys']

/** What signs somebody in without a password. */
export function Passkeys({ me }: { me: Me }) {
  const said = useAccountWords()
  const queries = useQueryClient()
  const { data = [] } = useQuery({ queryKey: KEY, queryFn: passkeys })
  const [done, setDone] = useState('')
  const { act, fault } = useAct()
  const anew = () => queries.invalidateQueries({ queryKey: KEY })
  const remove = ({ id, name }: Passkey) =>
    act(async () => {
      await removePasskey(id)
      setDone(said.passkeys.removed(name))
      await anew()
    })
  return (
    <section>
      <h2>{said.passkeys.title}</h2>
      <p className="soft">{said.passkeys.lead}</p>
      {data.length > 0 && (
        <ul className="ledger">
          {data.map(one => (
            <Row key={one.id} passkey={one} remove={() => remove(one)} />
          ))}
        </ul>
      )}
      <p role="status" className="hint">
        {done}
      </p>
      <div role="alert">{fault !== null && <Failed fault={fault} />}</div>
      {hasPasskeys() && (
        <Folded title={said.passkeys.go}>
          <Form
            go={said.passkeys.go}
            denied={said.change.wrong}
            tone="plain"
            again
            send={async ({ name = '', password }) => {
              if (name.trim() === '') throw new Unfit('name', said.rules.name ?? '')
              await makePasskey(name, password).catch((thrown: unknown) => {
                throw thrown instanceof NoPasskey ? new Unfit('name', said.passkeys.cancelled) : thrown
              })
              setDone(said.passkeys.made(name))
              await anew()
            }}
          >
            <Field name="name" label={said.passkeys.name} hint={said.passkeys.nameHint} autoComplete="off" />
            {me.hasPassword && (
              <PasswordField name="password" label={said.oldPassword} autoComplete="current-password" />
            )}
          </Form>
        </Folded>
      )}
    </section>
  )
}

function Row({ passkey, remove }: { passkey: Passkey; remove(): void }) {
  const said = useAccountWords()
  const { locale } = useWords()
  const used =
    passkey.used === null
      ? said.passkeys.neverUsed
      : said.passkeys.used(new Date(passkey.used).toLocaleDateString(locale, { dateStyle: 'medium' }))
  return (
    <li>
      <b className="cut">{passkey.name}</b>
      <span className="soft">{used}</span>
      <button type="button" className="btn" aria-label={said.passkeys.removeOne(passkey.name)} onClick={remove}>
        {said.passkeys.remove}
      </button>
    </li>
  )
}
