import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useWords } from '../../../lib/words'
import { useAccountWords } from '../../../lib/words/account'
import { holdLesson, lesson } from '../calls'
import { Failed } from '../Form'
import { useAct } from '../useAct'

const USUAL_MINUTES = 90

/** Pupils may have more as long as their teacher says that a lesson is on. */
export function Lesson({ classId }: { classId: string }) {
  const said = useAccountWords()
  const { locale } = useWords()
  const queries = useQueryClient()
  const { act, acting, fault } = useAct()
  const { data: until = null } = useQuery({ queryKey: ['lesson', classId], queryFn: () => lesson(classId) })
  const ends = until === null ? null : new Date(until)
  return (
    <section>
      <h2>{said.oneClass.lessonTitle}</h2>
      <p className="soft">{said.oneClass.lessonSay}</p>
      <div className="acts">
        <span className={ends === null ? 'status tone-off' : 'status tone-ok'}>
          {ends === null
            ? said.oneClass.lessonOff
            : said.oneClass.lessonOn(ends.toLocaleTimeString(locale, { timeStyle: 'short' }))}
        </span>
        <button
          type="button"
          className="btn"
          aria-disabled={acting}
          onClick={() =>
            act(async () => {
              await holdLesson(classId, ends === null ? USUAL_MINUTES : 0)
              await queries.invalidateQueries({ queryKey: ['lesson', classId] })
            })
          }
        >
          {ends === null ? said.oneClass.lessonGo : said.oneClass.lessonEnd}
        </button>
      </div>
      <div role="alert">{fault !== null && <Failed fault={fault} />}</div>
    </section>
  )
}
