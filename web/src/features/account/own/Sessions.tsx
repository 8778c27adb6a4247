import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useWords } from '../../../lib/words'
import { useAccountWords } from '../../../lib/words/account'
import { endSession, type OwnSession, sessions } from '../calls'
import { Failed } from '../Form'
import { useAct } from '../useAct'

const KEY = ['sessions']

/** Every browser and program that is signed in as oneself. */
export function Sessions() {
  const said = useAccountWords()
  const queries = useQueryClient()
  const { data = [] } = useQuery({ queryKey: KEY, queryFn: sessions })
  const [done, setDone] = useState('')
  const { act, fault } = useAct()
  const end = ({ id, device }: OwnSession) =>
    act(async () => {
      await endSession(id)
      setDone(said.sessions.ended(device ?? said.sessions.program))
      await queries.invalidateQueries({ queryKey: KEY })
    })
  return (
    <section>
      <h2>{said.sessions.title}</h2>
      <ul className="ledger">
        {data.map(session => (
          <Row key={session.id} session={session} end={() => end(session)} />
        ))}
      </ul>
      <p role="status" className="hint">
        {done}
      </p>
      <div role="alert">{fault !== null && <Failed fault={fault} />}</div>
    </section>
  )
}

function Row({ session, end }: { session: OwnSession; end(): void }) {
  const said = useAccountWords()
  const { locale } = useWords()
  const device = session.device ?? said.sessions.program
  const when = new Date(session.seen).toLocaleString(locale, { dateStyle: 'medium', timeStyle: 'short' })
  return (
    <li>
      <b className="cut">{device}</b>
      <span className="soft">{session.current ? said.sessions.here : said.sessions.seen(when)}</span>
      {!session.current && (
        <button type="button" className="btn" aria-label={said.sessions.endOne(device, when)} onClick={end}>
          {said.sessions.end}
        </button>
      )}
    </li>
  )
}
