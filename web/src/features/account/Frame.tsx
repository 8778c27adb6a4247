import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useAccountWords } from '../../lib/words/account'
import './account.css'
import './desk.css'

/** The plan of a carrel beside a sheet: where people come in. */
export function Frame({ title, children }: { title: string; children: ReactNode }) {
  const said = useAccountWords()
  return (
    <div className="join">
      <title>{`${title} · Carrel`}</title>
      <div className="join-plan">
        <Plan />
        <p>{said.carrel}</p>
      </div>
      <div className="join-sheet">
        <div>{children}</div>
      </div>
    </div>
  )
}

/** Where somebody is on a way of several steps. */
export function Steps({ now }: { now: number }) {
  const { steps, step } = useAccountWords()
  return (
    <ol className="steps" aria-label={step(now + 1, steps.length)}>
      {steps.map((name, i) => (
        <li key={name} aria-current={i === now ? 'step' : undefined} data-done={i < now || undefined}>
          {name}
        </li>
      ))}
    </ol>
  )
}

export function WithoutAccount() {
  const { without } = useAccountWords()
  return (
    <p>
      {without.before}
      <Link to="/">{without.link}</Link>
      {without.after}
    </p>
  )
}

function Plan() {
  return (
    <svg viewBox="0 0 320 320" aria-hidden="true">
      <path className="plan-wall" d="M280 40H40v240h240" />
      <path className="plan-desk" d="M47 47h150v226H47z" />
      <circle className="plan-light" cx="128" cy="152" r="72" />
      <path className="plan-book" d="M86 96h52v64H86zM112 96v64M92 108h14M92 116h14M92 124h10M118 108h14M118 116h12" />
      <rect className="plan-lamp" x="160" y="128" width="16" height="64" />
      <path className="plan-chair" d="M222 132h46v56h-46zM268 138v44" />
      <path className="plan-book" d="M90 190h40v34H90zM96 198h28M96 206h20" />
    </svg>
  )
}
