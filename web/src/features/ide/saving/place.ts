import { draftPrefix } from '../../../lib/drafts'
import { type Draft, readDraft, writeDraft } from './draft'

/**
 * Where the unsent changes of one tab lie on this device. A tab holds a lock of the browser on its place for as long as
 * it lives; what lies in a place that nobody holds was left behind, by a tab that was closed or fell over.
 */
export class Place {
  private readonly key: string
  private readonly release: () => void

  private constructor(key: string, release: () => void) {
    this.key = key
    this.release = release
  }

  static async take(person: string, project: string): Promise<{ place: Place; left: Draft[]; clear(): void }> {
    const prefix = draftPrefix(person, project)
    const left: [key: string, draft: Draft][] = []
    for (const key of keys(prefix)) {
      if (await isHeld(key)) continue
      const draft = readDraft(read(key))
      if (draft !== null) left.push([key, draft])
    }
    const key = prefix + crypto.randomUUID()
    const release = await hold(key)
    return {
      place: new Place(key, release),
      left: left.map(([, draft]) => draft),
      clear: () => {
        for (const [one] of left) localStorage.removeItem(one)
      },
    }
  }

  /** Whether the device has kept it. */
  put(draft: Draft | null): boolean {
    try {
      if (draft === null) localStorage.removeItem(this.key)
      else localStorage.setItem(this.key, writeDraft(draft))
      return true
    } catch {
      return draft === null
    }
  }

  leave(): void {
    this.release()
  }
}

function keys(prefix: string): string[] {
  try {
    return Object.keys(localStorage).filter(key => key.startsWith(prefix))
  } catch {
    return []
  }
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

/** Without locks of the browser nobody can tell: then it is rather taken twice than left. */
async function isHeld(key: string): Promise<boolean> {
  if (navigator.locks === undefined) return false
  return navigator.locks.request(key, { ifAvailable: true }, async lock => lock === null)
}

function hold(key: string): Promise<() => void> {
  if (navigator.locks === undefined) return Promise.resolve(() => undefined)
  return new Promise(held => {
    void navigator.locks.request(key, () => new Promise<void>(release => held(release)))
  })
}
