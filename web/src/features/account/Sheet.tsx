import type { ReactNode } from 'react'
import { useAccountWords } from '../../lib/words/account'
import './account.css'
import './desk.css'

/** A page to read and to change things on, one part below the other. */
export function Sheet({ title, above, children }: { title: string; above?: ReactNode; children: ReactNode }) {
  return (
    <div className="desk-page">
      <title>{`${title} · Carrel`}</title>
      {above}
      <h1>{title}</h1>
      <div className="desk-sheet">{children}</div>
    </div>
  )
}

export function Opening({ title }: { title: string }) {
  const said = useAccountWords()
  return (
    <Sheet title={title}>
      <section>
        <p className="late-word">{said.opening(title)}</p>
      </section>
    </Sheet>
  )
}

/** A part that stays closed until somebody wants it. */
export function Folded({ title, children }: { title: string; children: ReactNode }) {
  return (
    <details className="folded">
      <summary>{title}</summary>
      {children}
    </details>
  )
}
