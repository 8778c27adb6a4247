import { useEffect, useState } from 'react'
import { time } from '../../../lib/figures'
import { useWords } from '../../../lib/words'
import { Rule } from '../../../ui/Rule'
import { SignOf } from '../../../ui/Say'
import { useDesk, useIde } from '../here'
import { saying, ticks } from './saying'

const SMOOTH_MS = 50
const CALM_MS = 100

/** The clock of what is under way; still when nothing is. */
export function useNow(going: boolean): number {
  const [now, setNow] = useState(() => performance.now())
  useEffect(() => {
    setNow(performance.now())
    if (!going) return
    const calm = matchMedia('(prefers-reduced-motion: reduce)').matches
    const timer = setInterval(() => setNow(performance.now()), calm ? CALM_MS : SMOOTH_MS)
    return () => clearInterval(timer)
  }, [going])
  return going ? Math.max(now, performance.now() - SMOOTH_MS) : now
}

/** How a run stands or ended: the big word, the rule, the facts of its engine. */
export function Verdict() {
  const ide = useIde()
  const words = useWords()
  const run = useDesk(desk => desk.run)
  const bounds = ide.bounds()
  const said = saying(run, useNow(ticks(run)), bounds, words)
  return (
    <div className="verdict">
      <p className="verdict-line">
        <span className={said.tone === 'off' && run.is === 'idle' ? 'big text-ink-3' : 'big'}>{said.big}</span>
        <span className={run.is === 'idle' ? 'tone-off' : `status tone-${said.tone}`}>
          <SignOf sign={said.sign} />
          {said.status}
        </span>
      </p>
      <Rule
        bars={said.bars}
        limitMs={bounds.wallMs}
        limit={words.limit(time(bounds.wallMs))}
        says={words.ruleSays(`${said.big} ${said.status}`, time(bounds.wallMs))}
      />
      {said.note !== '' && <p className="facts">{said.note}</p>}
      {said.facts.length > 0 && (
        <dl className="facts">
          {said.facts.map(fact => (
            <div key={fact.name}>
              <dt>{fact.name}</dt> <dd>{fact.value}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  )
}
