import { useEffect } from 'react'
import { tellFault } from '../lib/fault'
import { useWords } from '../lib/words'

/** A whole page that fell over: what was written is on this device, and a fresh page finds it. */
export function Fallen({ error }: { error: unknown }) {
  const words = useWords()
  useEffect(() => tellFault('page', error), [error])
  return (
    <div className="reading">
      <h1>{words.crashedTitle}</h1>
      <p>{words.crashedSay}</p>
      <a href="/" className="btn btn-go btn-big">
        {words.openAgain}
      </a>
    </div>
  )
}
