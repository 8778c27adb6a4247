import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useWords } from '../../../lib/words'
import { useAccountWords } from '../../../lib/words/account'
import { classes, makeClass, type SchoolClass } from '../calls'
import { Check, Field, SelectField } from '../Field'
import { Form, Unfit } from '../Form'
import { PaperLink } from '../PaperLink'
import { Folded, Opening, Sheet } from '../Sheet'
import { TeachersOnly } from './TeachersOnly'

export function Classes() {
  return (
    <TeachersOnly>
      <All />
    </TeachersOnly>
  )
}

function All() {
  const said = useAccountWords()
  const { data } = useQuery({ queryKey: ['classes'], queryFn: classes })
  if (data === undefined) return <Opening title={said.classes.title} />
  return (
    <Sheet title={said.classes.title}>
      <section>
        <p className="soft">{said.classes.lead}</p>
        {data.length === 0 ? (
          <p>{said.classes.none}</p>
        ) : (
          <ul className="ledger">
            {data.map(one => (
              <li key={one.id}>
                <Link to="/classes/$id" params={{ id: one.id }} className="cut">
                  {one.name}
                </Link>
                <span className="soft">{said.classes.bands[one.band]}</span>
                <span className="soft">
                  <Joining of={one} />
                </span>
              </li>
            ))}
          </ul>
        )}
        <Folded title={said.classes.makeTitle}>
          <MakeClass />
        </Folded>
      </section>
    </Sheet>
  )
}

/** Whether the class takes pupils, and until when. */
export function Joining({ of }: { of: SchoolClass }) {
  const said = useAccountWords()
  const { locale } = useWords()
  const until = new Date(of.joinUntil)
  if (until.getTime() === 0) return said.classes.ended
  if (until.getTime() < Date.now()) return said.classes.closed
  if (of.askedUntil !== null) return said.classes.asked
  return said.classes.open(until.toLocaleDateString(locale, { dateStyle: 'medium' }))
}

function MakeClass() {
  const said = useAccountWords()
  const navigate = useNavigate()
  return (
    <Form
      go={said.classes.go}
      send={async ({ name = '', band = '', schoolConsents }) => {
        if (schoolConsents !== 'on') throw new Unfit('schoolConsents', said.classes.needed)
        const { id } = await makeClass(name, band, true)
        await navigate({ to: '/classes/$id', params: { id } })
      }}
    >
      <div className="two">
        <Field name="name" label={said.classes.name} hint={said.classes.nameHint} autoComplete="off" />
        <SelectField name="band" label={said.classes.band} hint={said.classes.bandHint}>
          {Object.entries(said.classes.bands).map(([band, words]) => (
            <option key={band} value={band}>
              {words}
            </option>
          ))}
        </SelectField>
      </div>
      <Check name="schoolConsents">
        {said.classes.consent.before}
        <PaperLink name="privacy" />
        {said.classes.consent.after}
      </Check>
    </Form>
  )
}
