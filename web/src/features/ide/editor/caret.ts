import { createStore, type StoreApi } from 'zustand/vanilla'

/** Where the caret is; apart from the desk, for it moves with every key. */
export type Caret = StoreApi<{ line: number; column: number }>

export function newCaret(): Caret {
  return createStore(() => ({ line: 1, column: 1 }))
}
