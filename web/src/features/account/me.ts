import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { forgetCopies, keepCopy, readCopy } from '../../lib/copies'
import { forgetFlags } from '../../lib/flags'
import { Refused, Unreachable } from '../../lib/http'
import { isSignedIn, onOtherTab, remember } from '../../lib/session'
import { type Me, me } from './calls'

const KEY = ['me']
const COPY = 'me'
const FRESH_MS = 60_000

/** Who is signed in, or null. Whoever never signed in here is not asked about. */
export function useMe(): { me: Me | null; waiting: boolean } {
  const queries = useQueryClient()
  const { data, isPending } = useQuery({ queryKey: KEY, queryFn: ask, staleTime: FRESH_MS, retry: false })
  useEffect(() => onOtherTab(() => void askAnew(queries)), [queries])
  return { me: data ?? null, waiting: isPending }
}

/** After somebody came, went or changed: who it is now. */
export async function askAnew(queries: QueryClient): Promise<Me | null> {
  await queries.invalidateQueries({ queryKey: KEY })
  forgetFlags()
  return queries.getQueryData<Me>(KEY) ?? null
}

async function ask(): Promise<Me | null> {
  if (!isSignedIn()) {
    void forgetCopies()
    return null
  }
  try {
    const who = await me()
    void keepCopy(COPY, who)
    return who
  } catch (fault) {
    if (fault instanceof Refused && fault.problem.status === 401) {
      remember(null)
      void forgetCopies()
      return null
    }
    // Without a network it is who it was.
    const who = fault instanceof Unreachable ? await readCopy<Me>(COPY) : null
    if (who === null) throw fault
    return who
  }
}
