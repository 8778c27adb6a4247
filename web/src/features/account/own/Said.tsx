import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useWords } from '../../../lib/words'
import { useAccountWords } from '../../../lib/words/account'
import { BornFields, bornOf } from '../BornFields'
import { answerAge, answerAgeAnew, callMe, type Me } from '../calls'
import { Field, PasswordField } from '../Field'
import { Form } from '../Form'
import { askAnew } from '../me'
import { Folded } from '../Sheet'

/** What somebody says of themselves: a name, and again how old they are. */
export function Said({ me }: { me: Me }) {
  const said = useAccountWords()
  const queries = useQueryClient()
  const { locale } = useWords()
  const [done, setDone] = useState('')
  return (
    <section>
      <h2>{said.own.title}</h2>
      {me.band !== null && <p className="soft">{said.own.band(said.own.bands[me.band] ?? me.band)}</p>}
      <p role="status" className="hint">
        {done}
      </p>
      <Folded title={said.own.nameTitle}>
        <Form
          go={said.own.nameGo}
          tone="plain"
          send={async ({ name = '' }) => {
            await callMe(name.trim() === '' ? null : name)
            setDone(said.own.nameDone)
            await askAnew(queries)
          }}
        >
          <Field
            name="name"
            label={said.own.name}
            hint={said.own.nameHint}
            autoComplete="nickname"
            defaultValue={me.name ?? ''}
          />
        </Form>
      </Folded>
      <Folded title={said.own.ageTitle}>
        <Form
          go={said.own.ageGo}
          denied={said.change.wrong}
          tone="plain"
          send={async given => {
            const { month, year, country } = bornOf(given, said, locale)
            const { age } = await answerAge(year, month, country)
            await answerAgeAnew(age, given.password)
            setDone(said.own.ageDone)
            await askAnew(queries)
          }}
        >
          <p>{said.own.ageLead}</p>
          <BornFields />
          {me.hasPassword && <PasswordField name="password" label={said.oldPassword} autoComplete="current-password" />}
        </Form>
      </Folded>
    </section>
  )
}
