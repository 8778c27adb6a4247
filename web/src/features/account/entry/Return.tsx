import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { Refused, Unreachable } from '../../../lib/http'
import { useAccountWords } from '../../../lib/words/account'
import { type Arrived, comeBack, connect } from '../calls'
import { endErrand, sentBack } from '../errand'
import { Failed } from '../Form'
import { Frame } from '../Frame'
import { askAnew } from '../me'
import type { Fault } from '../problem'
import { Questions } from './Questions'

type Way = { at: 'coming' } | { at: 'arrived'; arrived: Arrived } | { at: 'nowhere'; fault: Fault | null }

/** Where a provider sends people back: in, or to the questions that come before an account. */
export function Return() {
  const said = useAccountWords()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const [sent] = useState(sentBack)
  const [way, setWay] = useState<Way>({ at: 'coming' })
  const begun = useRef(false)
  useEffect(() => {
    if (begun.current) return
    begun.current = true
    // What came back is good once, and addresses are kept and shown.
    history.replaceState(history.state, '', location.pathname)
    const come = async () => {
      if (sent === null) return setWay({ at: 'nowhere', fault: null })
      try {
        if (endErrand() === 'connect') {
          await connect(sent)
          await navigate({ to: '/account' })
          return
        }
        const arrived = await comeBack(sent)
        if (arrived !== null) return setWay({ at: 'arrived', arrived })
        const who = await askAnew(queries)
        await navigate({ to: who !== null && who.toAccept.length > 0 ? '/account' : '/' })
      } catch (thrown) {
        if (thrown instanceof Refused) setWay({ at: 'nowhere', fault: { is: 'refused', problem: thrown.problem } })
        else if (thrown instanceof Unreachable) setWay({ at: 'nowhere', fault: { is: 'away' } })
        else throw thrown
      }
    }
    void come()
  }, [sent, navigate, queries])
  switch (way.at) {
    case 'coming':
      return (
        <Frame title={said.comeBack.title}>
          <h1>{said.comeBack.title}</h1>
          <p className="late-word">{said.sending}</p>
        </Frame>
      )
    case 'arrived':
      return <Questions arrived={way.arrived} />
    case 'nowhere':
      return (
        <Frame title={said.comeBack.failed}>
          <h1>{said.comeBack.failed}</h1>
          {way.fault === null ? <p className="lead">{said.comeBack.denied}</p> : <Failed fault={way.fault} />}
          <Link to="/sign-in" className="btn btn-go btn-big justify-self-start">
            {said.comeBack.again}
          </Link>
        </Frame>
      )
  }
}
