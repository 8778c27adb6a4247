import { useWords, type Words } from '../../../lib/words'
import { Say } from '../../../ui/Say'
import type { Notice } from '../desk'
import type { Fault } from '../files/upload'
import { useDesk, useIde } from '../here'
import { takeOver } from '../paste'

/** What did not go as somebody wished, and why; or what the page noticed and offers. */
export function Noticed() {
  const ide = useIde()
  const words = useWords()
  const notice = useDesk(desk => desk.notice)
  const languages = useDesk(desk => desk.languages)
  if (notice === null) return null
  const name = (id: string) => languages.find(language => language.id === id)?.name ?? id
  const close = () => ide.desk.setState({ notice: null })
  if (notice.is === 'seems') {
    const { language, text } = notice
    return (
      <div role="status">
        <Say
          tone="you"
          sign="caret"
          title={words.ide.seems(name(language))}
          text={words.ide.seemsSay(name(language), ide.language.name)}
        >
          <button type="button" className="btn" onClick={() => takeOver(ide, language, text)}>
            {words.ide.takeOver(name(language))}
          </button>
          <button type="button" className="btn btn-quiet" onClick={close}>
            {words.ide.stay}
          </button>
        </Say>
      </div>
    )
  }
  const { title, text } = told(notice, words)
  return (
    <div role="status">
      <Say tone="wait" sign="hourglass" title={title} text={text}>
        <button type="button" className="btn btn-quiet" onClick={close}>
          {words.close}
        </button>
      </Say>
    </div>
  )
}

const MOST = 4

function told(notice: Exclude<Notice, { is: 'seems' }>, words: Words): { title: string; text: string } {
  switch (notice.is) {
    case 'refused': {
      const lines = notice.files.slice(0, MOST).map(({ name, why }) => `${name}: ${fault(why, words)}`)
      const more = notice.files.length > MOST ? ['…'] : []
      return { title: words.ide.notTaken(notice.files.length), text: [...lines, ...more].join(' ') }
    }
    case 'not-moved':
      return { title: words.ide.notMoved, text: fault(notice.why, words) }
    case 'hindered':
      return { title: words.ide.notDone(notice.action), text: notice.why }
  }
}

function fault(why: Fault, words: Words): string {
  switch (why) {
    case 'extension':
    case 'not-text':
    case 'too-large':
    case 'too-many':
      return words.ide.faults[why]
    default:
      return words.pathRules[why]
  }
}
