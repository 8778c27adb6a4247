import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useAccountWords } from '../../../lib/words/account'
import { disconnect, logins, type Me, type Provider, providers, wayToConnect } from '../calls'
import { go } from '../errand'
import { PasswordField } from '../Field'
import { Failed, Form } from '../Form'
import { Folded } from '../Sheet'
import { useAct } from '../useAct'

/** Providers that open this account, and those that could. */
export function Logins({ me }: { me: Me }) {
  const said = useAccountWords()
  const queries = useQueryClient()
  const { data: all = [] } = useQuery({ queryKey: ['providers'], queryFn: providers })
  const { data: connected = [] } = useQuery({ queryKey: ['logins'], queryFn: logins })
  const [done, setDone] = useState('')
  const { act, fault } = useAct()
  if (all.length === 0) return null
  const end = ({ id, name }: Provider) =>
    act(async () => {
      await disconnect(id)
      setDone(said.logins.disconnected(name))
      await queries.invalidateQueries({ queryKey: ['logins'] })
    })
  const mine = all.filter(({ id }) => connected.includes(id))
  return (
    <section>
      <h2>{said.logins.title}</h2>
      <p className="soft">{said.logins.lead}</p>
      {mine.length > 0 && (
        <ul className="ledger">
          {mine.map(provider => (
            <li key={provider.id}>
              <b className="cut">{provider.name}</b>
              <span className="soft">{said.logins.connected}</span>
              <button
                type="button"
                className="btn"
                aria-label={said.logins.disconnectOne(provider.name)}
                onClick={() => end(provider)}
              >
                {said.logins.disconnect}
              </button>
            </li>
          ))}
        </ul>
      )}
      <p role="status" className="hint">
        {done}
      </p>
      <div role="alert">{fault !== null && <Failed fault={fault} />}</div>
      {all
        .filter(({ id }) => !connected.includes(id))
        .map(({ id, name }) => (
          <Folded key={id} title={said.logins.connect(name)}>
            <Form
              go={said.logins.connect(name)}
              denied={said.change.wrong}
              tone="plain"
              send={async ({ password }) => go('connect', await wayToConnect(id, password))}
            >
              {me.hasPassword && (
                <PasswordField name="password" label={said.oldPassword} autoComplete="current-password" />
              )}
            </Form>
          </Folded>
        ))}
    </section>
  )
}
