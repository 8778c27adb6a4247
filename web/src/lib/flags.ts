import { useEffect } from 'react'
import { useStore } from 'zustand'
import { createStore } from 'zustand/vanilla'
import { call } from './http'

/** What is on for whoever looks at the page, by name, with its variant where there are several; whatever is not here is off. */
const store = createStore<{ on: ReadonlyMap<string, string | null> }>(() => ({ on: new Map() }))

let asking: Promise<void> | null = null

/** Once, and then never again until the page is left or somebody else looks at it: what is on stays on meanwhile. */
function ask(): Promise<void> {
  if (asking !== null) return asking
  const mine = call<{ flags: { name: string; variant: string | null }[] }>('GET', '/flags').then(
    ({ body }) => {
      if (asking === mine) store.setState({ on: new Map(body.flags.map(flag => [flag.name, flag.variant])) })
    },
    // Without an answer everything new is off, and the page is what it was.
    () => undefined,
  )
  asking = mine
  return mine
}

/** Whether something that is not for everybody yet is on; off until the service has said so. */
export function useFlag(name: string): boolean {
  useEffect(() => void ask(), [])
  return useStore(store, ({ on }) => on.has(name))
}

/** In which way something is on; the usual one where it is off or has no variants. */
export function useVariant(name: string, usual: string): string {
  useEffect(() => void ask(), [])
  return useStore(store, ({ on }) => on.get(name) ?? usual)
}

/** Somebody came or went: other answers hold. */
export function forgetFlags(): void {
  const asked = asking !== null
  asking = null
  store.setState({ on: new Map() })
  if (asked) void ask()
}
