import type { StoreApi } from 'zustand/vanilla'
import type { Problem } from '../../../lib/wire'

/** How far what was written here has come. */
export type Standing =
  | { is: 'saved' }
  /** It is on this device, and goes to the server soon. */
  | { is: 'waits' }
  | { is: 'sending' }
  | { is: 'offline' }
  /** The server does not take one of the files as it is. */
  | { is: 'refused'; path: string; problem: Problem }
  | { is: 'signed-out' }
  | { is: 'gone' }

/** A file that was changed here and elsewhere. */
export interface Conflict {
  id: string
  path: string
  /** Null where it was deleted elsewhere. */
  theirs: string | null
  /** What theirs is at the server. */
  revision: number
}

/** What the page shows of how a project is saved. */
export interface Saving {
  standing: Standing
  conflicts: readonly Conflict[]
  /** Since when the server has not been asked about it; null where what is here is its last word. */
  away: string | null
  /** What lies over the desk. */
  over: 'conflict' | 'history' | 'share' | null
}

export const ALL_SAVED: Saving = { standing: { is: 'saved' }, conflicts: [], away: null, over: null }

/** Once what is on its way to the server is there, or has not come there. */
export function arrived(desk: Pick<StoreApi<{ saving: Saving | null }>, 'getState' | 'subscribe'>): Promise<void> {
  return new Promise(resolve => {
    const look = () => {
      if (desk.getState().saving?.standing.is === 'sending') return
      stop()
      resolve()
    }
    // What follows on at once is on its way still.
    const stop = desk.subscribe(() => queueMicrotask(look))
    look()
  })
}
