import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useWords } from '../../../lib/words'
import { useAccountWords } from '../../../lib/words/account'
import { Say } from '../../../ui/Say'
import { type Key, keys, makeKey, revokeKey } from '../calls'
import { Field, SelectField } from '../Field'
import { Failed, Form } from '../Form'
import { Folded } from '../Sheet'
import { useAct } from '../useAct'

const DAYS = [30, 90, 365]
const USUAL_DAYS = 90

/** Keys that programs of one's own show. */
export function Keys() {
  const said = useAccountWords()
  const queries = useQueryClient()
  const { data = [] } = useQuery({ queryKey: ['keys'], queryFn: keys })
  const [secret, setSecret] = useState<string | null>(null)
  const [revoked, setRevoked] = useState('')
  const { act, fault } = useAct()
  const anew = () => queries.invalidateQueries({ queryKey: ['keys'] })
  const revoke = (key: Key) =>
    act(async () => {
      await revokeKey(key.id)
      setRevoked(said.keys.revoked(key.name))
      await anew()
    })
  return (
    <section>
      <h2>{said.keys.title}</h2>
      <p className="soft">{said.keys.lead}</p>
      {data.length > 0 && (
        <ul className="ledger">
          {data.map(key => (
            <KeyRow key={key.id} apiKey={key} revoke={() => revoke(key)} />
          ))}
        </ul>
      )}
      <p role="status" className="hint">
        {revoked}
      </p>
      <div role="alert">{fault !== null && <Failed fault={fault} />}</div>
      {secret !== null && <NewSecret secret={secret} />}
      <Folded title={said.keys.go}>
        <Form
          go={said.keys.go}
          tone="plain"
          again
          send={async ({ name = '', days = '' }) => {
            setSecret((await makeKey(name, Number(days))).secret)
            await anew()
          }}
        >
          <div className="two">
            <Field name="name" label={said.keys.name} hint={said.keys.nameHint} autoComplete="off" />
            <SelectField name="days" label={said.keys.days} usual={String(USUAL_DAYS)}>
              {DAYS.map(n => (
                <option key={n} value={n}>
                  {said.keys.day(n)}
                </option>
              ))}
            </SelectField>
          </div>
        </Form>
      </Folded>
    </section>
  )
}

function KeyRow({ apiKey, revoke }: { apiKey: Key; revoke(): void }) {
  const said = useAccountWords()
  const { locale } = useWords()
  const day = new Date(apiKey.expires).toLocaleDateString(locale, { dateStyle: 'medium' })
  return (
    <li>
      <b className="cut">{apiKey.name}</b>
      <span className="soft">{said.keys.ends(day)}</span>
      <button type="button" className="btn" aria-label={said.keys.revoke(apiKey.name)} onClick={revoke}>
        {said.keys.revokeShort}
      </button>
    </li>
  )
}

function NewSecret({ secret }: { secret: string }) {
  const said = useAccountWords()
  const [copied, setCopied] = useState(false)
  return (
    <div role="status">
      <Say tone="ok" sign="check" title={said.keys.made} text="">
        <code className="secret-text">{secret}</code>
        <button
          type="button"
          className="btn"
          onClick={() => navigator.clipboard.writeText(secret).then(() => setCopied(true))}
        >
          {copied ? said.keys.copied : said.keys.copy}
        </button>
      </Say>
    </div>
  )
}
