import { useWords } from '../../../lib/words'
import { useAccountWords } from '../../../lib/words/account'
import { Say } from '../../../ui/Say'
import { consentForClass } from '../calls'
import { Failed } from '../Form'
import { PaperLink } from '../PaperLink'
import { useAct } from '../useAct'

/** What holds now is not what the school agreed to for its class. */
export function SchoolAnew({ id, until, anew }: { id: string; until: string; anew(): Promise<void> }) {
  const said = useAccountWords()
  const { locale } = useWords()
  const { act, acting, fault } = useAct()
  const words = said.consentAnew
  const day = new Date(until)
  const rests = day.getTime() <= Date.now()
  const text = rests ? words.teacherRests : words.teacherSay(day.toLocaleDateString(locale, { dateStyle: 'long' }))
  return (
    <section>
      <Say tone={rests ? 'no' : 'you'} sign={rests ? 'cross' : 'caret'} title={words.teacherTitle} text={text}>
        <PaperLink name="privacy" />
        <button
          type="button"
          className="btn btn-go"
          aria-disabled={acting}
          onClick={() =>
            act(async () => {
              await consentForClass(id)
              await anew()
            })
          }
        >
          {words.teacherGo}
        </button>
      </Say>
      <div role="alert">{fault !== null && <Failed fault={fault} />}</div>
    </section>
  )
}
