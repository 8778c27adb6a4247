import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useWords } from '../../../lib/words'
import { useAccountWords } from '../../../lib/words/account'
import { Say } from '../../../ui/Say'
import { CodeField } from '../CodeField'
import { type AskedAnew, accept, versions } from '../calls'
import { Form } from '../Form'
import { askAnew } from '../me'
import { PaperLink } from '../PaperLink'

/** What holds now is not what a guardian or a school agreed to: they are asked, not the child. */
export function ConsentAnew({ asked }: { asked: AskedAnew }) {
  const said = useAccountWords()
  const { locale } = useWords()
  const until = new Date(asked.until)
  const rests = until.getTime() <= Date.now()
  const words = said.consentAnew[asked.whom]
  const text = rests ? words.rests : words.say(until.toLocaleDateString(locale, { dateStyle: 'long' }))
  return (
    <section>
      <Say tone={rests ? 'no' : 'you'} sign={rests ? 'cross' : 'caret'} title={said.papers.title} text={text}>
        <PaperLink name="terms" />
        <PaperLink name="privacy" />
      </Say>
      {asked.whom === 'guardian' && <Answer />}
    </section>
  )
}

function Answer() {
  const said = useAccountWords()
  const queries = useQueryClient()
  const { data: shown } = useQuery({ queryKey: ['papers'], queryFn: versions })
  return (
    <Form
      go={said.consentAnew.go}
      send={async ({ code = '' }) => {
        await accept(shown ?? (await versions()), code)
        await askAnew(queries)
      }}
    >
      <CodeField />
    </Form>
  )
}
