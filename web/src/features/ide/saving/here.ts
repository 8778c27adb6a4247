import { createContext, useContext } from 'react'
import { useDesk } from '../here'
import type { Saver } from './saver'
import { ALL_SAVED, type Saving } from './saving'

export const SavingHere = createContext<Saver | null>(null)

/** Who saves the project that a component belongs to. */
export function useSaver(): Saver | null {
  return useContext(SavingHere)
}

/** A part of how it is saved. */
export function useSaving<T>(part: (saving: Saving) => T): T {
  return useDesk(desk => part(desk.saving ?? ALL_SAVED))
}
