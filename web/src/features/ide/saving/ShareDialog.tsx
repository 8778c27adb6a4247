import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Refused } from '../../../lib/http'
import { useWords } from '../../../lib/words'
import { useProjectWords } from '../../../lib/words/projects'
import { Say } from '../../../ui/Say'
import { useIde } from '../here'
import { Over } from './Over'
import type { Come } from './opening'
import { type Link, links, makeLink, takeBack } from './remote'
import { arrived } from './saving'

const DAYS = [1, 7, 30, 90]
const USUAL_DAYS = 30

/** Links that show the project to others, as it was when they were made. */
export function ShareDialog({ come }: { come: Come }) {
  const said = useProjectWords()
  const ide = useIde()
  const { id } = come.opened
  const { data, error, refetch } = useQuery({ queryKey: ['links', id], queryFn: () => links(id), retry: false })
  const [days, setDays] = useState(USUAL_DAYS)
  const [fault, setFault] = useState('')
  const [told, setTold] = useState('')
  const [acting, setActing] = useState(false)
  const act = async (work: () => Promise<string>) => {
    if (acting) return
    setActing(true)
    setFault('')
    try {
      setTold(await work())
      await refetch()
    } catch (thrown) {
      setFault(thrown instanceof Refused && thrown.problem.detail !== '' ? thrown.problem.detail : said.away)
    } finally {
      setActing(false)
    }
  }
  const make = () =>
    act(async () => {
      ide.save()
      await arrived(ide.desk)
      await makeLink(id, days)
      return ''
    })
  return (
    <Over title={said.shareTitle(come.name)}>
      {error !== null && <Say tone="off" sign="cloud" title={said.away} text="" />}
      {data !== undefined && <p className="over-text">{said.shareSay[data.within]}</p>}
      {data !== undefined && data.snapshots.length > 0 && (
        <ul className="links">
          {data.snapshots.map((link, i) => (
            <LinkRow
              key={link.id}
              link={link}
              n={i + 1}
              back={() => act(() => takeBack(id, link.id).then(() => said.takenBack))}
            />
          ))}
        </ul>
      )}
      <p role="status" className="hint over-text">
        {told}
      </p>
      <div role="alert">{fault !== '' && <Say tone="no" sign="cross" title={fault} text="" />}</div>
      {data !== undefined && data.within !== 'nobody' && (
        <div className="over-do">
          <label className="share-days">
            {said.days}
            <select className="input" value={days} onChange={event => setDays(Number(event.target.value))}>
              {DAYS.map(n => (
                <option key={n} value={n}>
                  {said.day(n)}
                </option>
              ))}
            </select>
          </label>
          <button type="button" className="btn btn-go" aria-disabled={acting} onClick={make}>
            {said.makeLink}
          </button>
        </div>
      )}
    </Over>
  )
}

function LinkRow({ link, n, back }: { link: Link; n: number; back(): void }) {
  const said = useProjectWords()
  const { locale } = useWords()
  const [copied, setCopied] = useState(false)
  const address = `${location.origin}/shared/${link.id}`
  const day = new Date(link.expires).toLocaleDateString(locale, { dateStyle: 'medium' })
  return (
    <li>
      <input
        className="input"
        readOnly
        aria-label={said.linkField(n)}
        value={address}
        onFocus={event => event.target.select()}
      />
      <span className="soft">{said.linkEnds(day)}</span>
      <button
        type="button"
        className="btn"
        aria-label={`${copied ? said.copied : said.copy}: ${said.linkField(n)}`}
        onClick={() => navigator.clipboard?.writeText(address).then(() => setCopied(true))}
      >
        {copied ? said.copied : said.copy}
      </button>
      <button type="button" className="btn" aria-label={`${said.takeBack}: ${said.linkField(n)}`} onClick={back}>
        {said.takeBack}
      </button>
    </li>
  )
}
