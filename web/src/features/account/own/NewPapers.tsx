import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useAccountWords } from '../../../lib/words/account'
import { Say } from '../../../ui/Say'
import { accept, versions } from '../calls'
import { Failed } from '../Form'
import { askAnew } from '../me'
import { PaperLink } from '../PaperLink'
import { useAct } from '../useAct'

/** What holds now is not what somebody agreed to. */
export function NewPapers() {
  const said = useAccountWords()
  const queries = useQueryClient()
  const { data: shown } = useQuery({ queryKey: ['papers'], queryFn: versions })
  const { act, acting, fault } = useAct()
  return (
    <section>
      <Say tone="you" sign="caret" title={said.papers.title} text={said.papers.say}>
        <PaperLink name="terms" />
        <PaperLink name="privacy" />
        <button
          type="button"
          className="btn btn-go"
          aria-disabled={acting || shown === undefined}
          onClick={() =>
            shown !== undefined &&
            act(async () => {
              await accept(shown)
              await askAnew(queries)
            })
          }
        >
          {said.papers.go}
        </button>
      </Say>
      <div role="alert">{fault !== null && <Failed fault={fault} />}</div>
    </section>
  )
}
