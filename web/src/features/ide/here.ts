import { createContext, useContext } from 'react'
import { useStore } from 'zustand'
import type { Desk } from './desk'
import type { Ide } from './ide'

export const Here = createContext<Ide | null>(null)

/** The IDE that a component stands in. */
export function useIde(): Ide {
  const ide = useContext(Here)
  if (ide === null) throw new Error('outside of an IDE')
  return ide
}

/** A part of what it shows; nothing is drawn again while that part stays the same. */
export function useDesk<T>(part: (desk: Desk) => T): T {
  return useStore(useIde().desk, part)
}
