import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useAccountWords } from '../../../lib/words/account'
import { waiting, waitNoMore } from '../begun'
import { CodeField } from '../CodeField'
import { confirm } from '../calls'
import { Check } from '../Field'
import { Form, Unfit } from '../Form'
import { Frame } from '../Frame'
import { Nothing } from '../Nothing'

export function Confirm() {
  const said = useAccountWords()
  const navigate = useNavigate()
  const [begun] = useState(() => waiting('account'))
  if (begun === null)
    return <Nothing title={said.confirm.title} text={said.noLetter} to="/sign-up" go={said.signIn.none} />
  const { id, email, guardian } = begun
  return (
    <Frame title={said.confirm.title}>
      <h1>{said.confirm.title}</h1>
      <p className="lead">{guardian ? said.confirm.guardianLead(email) : said.confirm.lead(email)}</p>
      <Form
        go={said.confirm.go}
        send={async given => {
          const consents = given.guardianConsents === 'on'
          if (guardian && !consents) throw new Unfit('guardianConsents', said.rules.guardian ?? '')
          await confirm(id, given.code ?? '', consents)
          waitNoMore('account')
          await navigate({ to: '/sign-in', state: { email, after: 'made' } })
        }}
      >
        <CodeField />
        {guardian && <Check name="guardianConsents">{said.confirm.consent}</Check>}
      </Form>
      <div className="aside">
        <Link to="/sign-up">{said.confirm.again}</Link>
      </div>
    </Frame>
  )
}
