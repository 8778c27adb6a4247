import { Link } from '@tanstack/react-router'
import { useEffect, useRef, useState } from 'react'
import { useMe } from '../features/account/me'
import type { Adopted } from '../features/ide/saving/adoption'
import { useWords } from '../lib/words'

/** What somebody wrote before they signed in goes into their account, and they are told so. */
export function Adoption() {
  const words = useWords()
  const { me, waiting } = useMe()
  const before = useRef<string | null | undefined>(undefined)
  const [adopted, setAdopted] = useState<Adopted | null>(null)
  const id = me?.id ?? null
  useEffect(() => {
    if (waiting) return
    const came = before.current === null && id !== null
    const left = before.current !== undefined && before.current !== null && id === null
    before.current = id
    if (left) {
      setAdopted(null)
      void import('../features/ide/saving/adoption').then(
        ({ forget }) => forget(),
        () => undefined,
      )
    }
    if (id === null || !(came || hasWaiting())) return
    import('../features/ide/saving/adoption').then(
      ({ adopt }) => adopt(id, came, setAdopted),
      () => undefined,
    )
  }, [id, waiting])
  if (adopted === null) return null
  return (
    <div className="adopted" role="status">
      <p>{adopted.sentence}</p>
      {adopted.open.length > 0 && (
        <Link
          to={adopted.open.length === 1 ? '/projects/$id' : '/projects'}
          params={{ id: adopted.open[0] ?? '' }}
          className="btn"
          onClick={() => setAdopted(null)}
        >
          {adopted.go}
        </Link>
      )}
      <button type="button" className="btn btn-quiet" onClick={() => setAdopted(null)}>
        {words.close}
      </button>
    </div>
  )
}

function hasWaiting(): boolean {
  try {
    return localStorage.getItem('carrel.adopting') !== null
  } catch {
    return false
  }
}
