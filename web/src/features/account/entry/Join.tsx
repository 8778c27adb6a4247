import { useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useAccountWords } from '../../../lib/words/account'
import { join, type Kind, type MadePupil, signIn } from '../calls'
import { Field } from '../Field'
import { Form } from '../Form'
import { Frame } from '../Frame'
import { MadePassword } from '../MadePassword'
import { askAnew } from '../me'
import { KindSwitch } from '../PupilPassword'

/** A pupil comes into a class alone, by its code. */
export function Join() {
  const said = useAccountWords()
  const [kind, setKind] = useState<Kind>('pictures')
  const [made, setMade] = useState<{ pupil: MadePupil; classCode: string; kind: Kind } | null>(null)
  if (made !== null) return <Welcome {...made} />
  return (
    <Frame title={said.join.title}>
      <h1>{said.join.title}</h1>
      <p className="lead">{said.join.lead}</p>
      <Form
        go={said.join.go}
        send={async ({ classCode = '', name = '' }) =>
          setMade({ pupil: await join(classCode, name, kind), classCode, kind })
        }
      >
        <Field
          name="classCode"
          label={said.classCode}
          hint={said.classCodeHint}
          autoComplete="off"
          autoCapitalize="characters"
          className="input-big input-code"
        />
        <Field name="name" label={said.join.name} hint={said.join.nameHint} autoComplete="nickname" />
        <div className="field">
          <span className="field-name">{said.pictures.kind}</span>
          <KindSwitch kind={kind} choose={setKind} />
        </div>
      </Form>
      <div className="aside">
        <Link to="/sign-in" state={{ by: 'class' }}>
          {said.join.have}
        </Link>
      </div>
    </Frame>
  )
}

function Welcome({ pupil, classCode, kind }: { pupil: MadePupil; classCode: string; kind: Kind }) {
  const said = useAccountWords()
  const navigate = useNavigate()
  const queries = useQueryClient()
  const title = said.join.doneTitle(pupil.name)
  return (
    <Frame title={title}>
      <h1>{title}</h1>
      <p className="lead">{said.join.doneLead}</p>
      <Form
        go={said.join.start}
        send={async () => {
          await signIn({ classCode, name: pupil.name, password: pupil.password })
          await askAnew(queries)
          await navigate({ to: '/' })
        }}
      >
        <MadePassword password={pupil.password} kind={kind} />
        <p>
          {said.classCode}: <b className="input-code">{classCode.toUpperCase()}</b>. {said.nameInClass}:{' '}
          <b>{pupil.name}</b>.
        </p>
      </Form>
    </Frame>
  )
}
