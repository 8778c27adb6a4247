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
  const day = new Date(until).toLocaleDateString(locale, { dateStyle: 'long' })
  return (
    <section>
      <Say tone="you" sign="caret" title={said.consentAnew.teacherTitle} text={said.consentAnew.teacherSay(day)}>
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
          {said.consentAnew.teacherGo}
        </button>
      </Say>
      <div role="alert">{fault !== null && <Failed fault={fault} />}</div>
    </section>
  )
}
