import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useId } from 'react'
import { useAccountWords } from '../../../lib/words/account'
import { consent, decideConsent } from '../calls'
import { Failed } from '../Form'
import { useAct } from '../useAct'

const KEY = ['consent']

/** Whether what somebody does here is kept with their name; nobody is asked of whom it never is. */
export function Consent() {
  const said = useAccountWords()
  const queries = useQueryClient()
  const id = useId()
  const { data } = useQuery({ queryKey: KEY, queryFn: consent })
  const { act, acting, fault } = useAct()
  if (data === undefined || !data.possible) return null
  return (
    <>
      <div className="check">
        <input
          type="checkbox"
          id={id}
          checked={data.given}
          aria-disabled={acting}
          aria-describedby={`${id}-says`}
          onChange={() =>
            act(async () => {
              await decideConsent(!data.given)
              await queries.invalidateQueries({ queryKey: KEY })
            })
          }
        />
        <label htmlFor={id}>{said.data.consent}</label>
        <p id={`${id}-says`} className="hint">
          {said.data.consentSay}
        </p>
      </div>
      <div role="alert">{fault !== null && <Failed fault={fault} />}</div>
    </>
  )
}
