import { Link } from '@tanstack/react-router'
import { useWords } from '../../../lib/words'
import { useAccountWords } from '../../../lib/words/account'
import { BornFields, bornOf } from '../BornFields'
import { type Answered, answerAge } from '../calls'
import { Form } from '../Form'
import { Frame, Steps, WithoutAccount } from '../Frame'

/** The neutral question: it hints at no answer, and says why it is asked. */
export function Age({ go }: { go(answered: Answered): void }) {
  const said = useAccountWords()
  const { locale } = useWords()
  return (
    <Frame title={said.age.title}>
      <Steps now={0} />
      <h1>{said.age.title}</h1>
      <p className="lead">{said.age.lead}</p>
      <Form
        go={said.next}
        send={async given => {
          const { month, year, country } = bornOf(given, said, locale)
          go(await answerAge(year, month, country))
        }}
        beside={
          <Link to="/join" className="btn btn-quiet btn-big">
            {said.age.classCode}
          </Link>
        }
      >
        <BornFields />
      </Form>
      <div className="aside">
        <Link to="/sign-in">{said.signUp.have}</Link>
        <WithoutAccount />
      </div>
    </Frame>
  )
}
