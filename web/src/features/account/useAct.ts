import { useState } from 'react'
import { Refused, Unreachable } from '../../lib/http'
import type { Fault } from './problem'

/** Something that one press does: it is not done twice at a time, and what went wrong stands beside it. */
export function useAct() {
  const [acting, setActing] = useState(false)
  const [fault, setFault] = useState<Fault | null>(null)
  const act = async (work: () => Promise<void>) => {
    if (acting) return
    setActing(true)
    setFault(null)
    try {
      await work()
    } catch (thrown) {
      if (thrown instanceof Refused) setFault({ is: 'refused', problem: thrown.problem })
      else if (thrown instanceof Unreachable) setFault({ is: 'away' })
      else throw thrown
    } finally {
      setActing(false)
    }
  }
  return { act, acting, fault }
}
