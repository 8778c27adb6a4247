import { Info } from '@phosphor-icons/react/dist/csr/Info'
import { Warning } from '@phosphor-icons/react/dist/csr/Warning'
import { XCircle } from '@phosphor-icons/react/dist/csr/XCircle'
import { useWords } from '../../../lib/words'
import { useDesk, useIde } from '../here'
import './findings.css'

const pictures = { error: XCircle, warning: Warning, note: Info }
const tones = { error: 'tone-no', warning: 'tone-wait', note: 'tone-you' }

/** What was found in the last run, each with the way to its line. */
export function Problems() {
  const ide = useIde()
  const words = useWords()
  const findings = useDesk(desk => desk.findings)
  if (findings.length === 0) return <p className="console-none">{words.noProblems}</p>
  return (
    <ul aria-label={words.problems}>
      {findings.map((finding, i) => {
        const { file, name, line, kind, text } = finding
        const Picture = pictures[kind]
        return (
          <li key={`${file} ${line} ${text}`}>
            <button
              type="button"
              className="problem"
              onClick={() => {
                ide.desk.setState({ finding: i })
                ide.goTo(finding)
              }}
            >
              <Picture size={16} className={tones[kind]} aria-hidden />
              <span className="problem-text">
                <b className={tones[kind]}>{words.problemKind[kind]}:</b> {text}
              </span>
              <span className="problem-place">{words.problemPlace(name, line)}</span>
            </button>
          </li>
        )
      })}
    </ul>
  )
}
