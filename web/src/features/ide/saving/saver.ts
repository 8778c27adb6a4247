import { Refused, Unreachable } from '../../../lib/http'
import { isSignedIn } from '../../../lib/session'
import type { Problem } from '../../../lib/wire'
import type { KeptProject } from '../keep'
import type { Keeper, Owner } from '../keeper'
import { type Change, changesOf } from './changes'
import { draftOf, type Laid, type ServerFile } from './draft'
import type { Place } from './place'
import { each, openProject, readFile, removeFile, renameFile, saveFile } from './remote'
import { ALL_SAVED, type Conflict, type Saving, type Standing } from './saving'

const PAUSE_MS = 500
const IDLE_MS = 3_000
const LONGEST_MS = 30_000
const AGAIN_MS = [2_000, 5_000, 15_000, 30_000]

/** What a project begins with here. */
export interface Opened {
  id: string
  language: string
  project: Omit<KeptProject, 'files' | 'texts' | 'mark'>
  laid: Laid
  place: Place
  /** After all that waited is kept here anew. */
  clear(): void
  /** When the server said what is known of it, where it is not here to be asked; null where it was asked just now. */
  away: string | null
  /** What the server has by now, for when it cannot be asked. */
  keepCopy(files: ServerFile[]): void
  /** How it lies on the desk, for the next time. */
  keepSetup(project: KeptProject, language: string): void
}

/**
 * Keeps a project at the server: what is written lies on this device first, at once, and is sent when somebody pauses,
 * leaves the window, runs it, asks for it, and every half minute while they go on. One change is under way at a time,
 * each on the revision that the server gave last for that file. What the server does not take stays here, told of.
 */
export class Saver implements Keeper {
  readonly id: string
  readonly waits = false
  readonly theirs = undefined
  language: string
  private readonly owner: Owner
  private readonly tell: (saving: Partial<Saving>) => void
  private readonly opened: Opened
  private readonly known: Laid['known']
  private readonly channel: BroadcastChannel
  private readonly conflicts = new Map<string, Conflict>()
  private readonly refused = new Map<string, { text: string; path: string; problem: Problem }>()
  private begun = false
  private pausing = 0
  private timer = 0
  private unsentSince = 0
  private failures = 0
  private busy = false
  private again = false
  private closed = false
  private behind = false
  private away: boolean
  private standing: Standing = { is: 'saved' }

  constructor(opened: Opened, owner: Owner, tell: (saving: Partial<Saving>) => void) {
    this.opened = opened
    this.id = opened.id
    this.language = opened.language
    this.away = opened.away !== null
    this.known = opened.laid.known
    this.owner = owner
    this.tell = tell
    this.channel = new BroadcastChannel(`carrel.project.${this.id}`)
    this.channel.onmessage = () => void this.refresh()
    window.addEventListener('online', this.save)
    window.addEventListener('blur', this.save)
    window.addEventListener('focus', this.refresh)
    window.addEventListener('beforeunload', this.warn)
    // After whoever owns it has laid it on the desk.
    setTimeout(() => this.begin())
  }

  private begin(): void {
    this.begun = true
    this.tell({ ...ALL_SAVED, away: this.opened.away })
    if (this.away) this.stand({ is: 'offline' })
    if (this.keep()) this.opened.clear()
    void this.send()
  }

  open(language: string): KeptProject {
    this.language = language
    if (this.begun) return { ...this.owner.snapshot(), version: null }
    const { project, laid } = this.opened
    return { mark: '', ...project, files: laid.files, texts: laid.texts }
  }

  changed(): void {
    const now = performance.now()
    if (this.unsentSince === 0) this.unsentSince = now
    if (this.pausing === 0) this.pausing = window.setTimeout(() => this.keep(), PAUSE_MS)
    this.soon(Math.max(0, Math.min(IDLE_MS, this.unsentSince + LONGEST_MS - now)))
    this.stand({ is: 'waits' })
  }

  save = (): void => {
    this.keep()
    void this.send()
  }

  write(): void {
    this.keep()
  }

  settle(): void {}

  close(): void {
    this.save()
    this.closed = true
    window.removeEventListener('online', this.save)
    window.removeEventListener('blur', this.save)
    window.removeEventListener('focus', this.refresh)
    window.removeEventListener('beforeunload', this.warn)
    if (!this.busy) this.leave()
  }

  private leave(): void {
    this.channel.close()
    this.opened.place.leave()
  }

  /** Of a file that was changed here and elsewhere, this is the text that holds. */
  choose(conflict: Conflict, text: string): KeptProject {
    this.conflicts.delete(conflict.id)
    if (conflict.theirs === null) this.known.delete(conflict.id)
    else this.known.set(conflict.id, { path: conflict.path, revision: conflict.revision, text: conflict.theirs })
    this.tell({ conflicts: [...this.conflicts.values()] })
    const here = this.owner.snapshot()
    return { ...here, texts: { ...here.texts, [conflict.id]: text } }
  }

  /** What it is called at the server, where its history is. */
  pathOf(file: string): string | undefined {
    return this.known.get(file)?.path
  }

  private changes(): Change[] {
    const here = this.owner.snapshot()
    return changesOf(this.known, here).filter(one => {
      const refused = this.refused.get(one.id)
      if (this.conflicts.has(one.id)) return false
      return !(one.is === 'save' && refused?.text === one.text && refused.path === one.path)
    })
  }

  /** On this device, as it is; whether the device keeps it. */
  private keep(): boolean {
    clearTimeout(this.pausing)
    this.pausing = 0
    if (!this.begun) return true
    const here = this.owner.snapshot()
    const laid = { files: [...here.files], texts: here.texts, known: this.known }
    const keeps = this.opened.place.put(draftOf(changesOf(this.known, here), laid))
    this.owner.keeps(keeps)
    this.opened.keepSetup(here, this.language)
    return keeps
  }

  private soon(ms: number): void {
    clearTimeout(this.timer)
    this.timer = window.setTimeout(() => void this.send(), ms)
  }

  private async send(): Promise<void> {
    if (!this.begun) return
    this.again = this.busy
    if (this.busy) return
    this.busy = true
    clearTimeout(this.timer)
    try {
      if (this.away) await this.meet()
      const sent = await this.sendAll()
      this.failures = 0
      this.unsentSince = 0
      this.keep()
      this.settled()
      if (sent) this.sent()
    } catch (thrown) {
      this.failed(thrown)
    } finally {
      this.busy = false
    }
    if (this.closed) this.leave()
    else if (this.again) await this.send()
    else if (this.behind) await this.refresh()
  }

  private sent(): void {
    this.keepCopy()
    this.channel.postMessage('saved')
  }

  private async sendAll(): Promise<boolean> {
    for (let sent = false; ; sent = true) {
      const [change] = this.changes()
      if (change === undefined) return sent
      this.stand({ is: 'sending' })
      try {
        await this.make(change)
      } catch (thrown) {
        this.told(change, thrown)
      }
    }
  }

  private async make(change: Change): Promise<void> {
    if (change.is === 'remove') {
      await removeFile(this.id, change.path, change.base)
      this.known.delete(change.id)
    } else if (change.is === 'rename') {
      const { revision } = await renameFile(this.id, change.path, change.to, change.base)
      const text = this.known.get(change.id)?.text ?? null
      this.known.set(change.id, { path: change.to, revision, text })
    } else {
      const { revision } = await saveFile(this.id, change.path, change.text, change.base)
      this.known.set(change.id, { path: change.path, revision, text: change.text })
      this.refused.delete(change.id)
    }
  }

  /** The server said no to one change: the others go on, unless none would fare better. */
  private told(change: Change, thrown: unknown): void {
    if (!(thrown instanceof Refused)) throw thrown
    const { status } = thrown.problem
    if (status === 409) this.differs(change, thrown.problem)
    else if (status === 404 && change.is !== 'save') this.known.delete(change.id)
    else if (status === 400 || status === 413) this.refuse(change, thrown.problem)
    else throw thrown
  }

  private differs(change: Change, problem: Problem & { revision?: number; theirs?: string }): void {
    const { revision = 0, theirs } = problem
    if (change.is === 'remove') {
      // Changed elsewhere after it was deleted here: it comes back as it is there.
      this.known.delete(change.id)
      this.behind = true
      return
    }
    const conflict = { id: change.id, path: change.path, theirs: revision === 0 ? null : (theirs ?? ''), revision }
    this.conflicts.set(change.id, conflict)
    this.tell({ conflicts: [...this.conflicts.values()] })
  }

  private refuse(change: Change, problem: Problem): void {
    const there = this.known.get(change.id)
    const path = change.is === 'rename' ? change.to : change.path
    this.refused.set(change.id, { text: change.is === 'save' ? change.text : '', path, problem })
    if (change.is === 'rename' && there !== undefined) {
      // Under its new name it is a file like any other, told of when it is saved.
      this.known.delete(change.id)
    }
  }

  private settled(): void {
    const [refused] = this.refused.values()
    const open = changesOf(this.known, this.owner.snapshot()).length
    if (open === 0) this.refused.clear()
    if (refused !== undefined && open > 0) this.stand({ is: 'refused', path: refused.path, problem: refused.problem })
    else this.stand(open === 0 ? { is: 'saved' } : { is: 'waits' })
  }

  private failed(thrown: unknown): void {
    this.keep()
    if (thrown instanceof Refused && thrown.problem.status === 401 && !isSignedIn()) {
      this.stand({ is: 'signed-out' })
    } else if (thrown instanceof Refused && thrown.problem.status === 404) {
      this.stand({ is: 'gone' })
    } else if (thrown instanceof Unreachable || thrown instanceof Refused) {
      const wait = thrown instanceof Refused ? thrown.problem.retryAfterMs : undefined
      const step = AGAIN_MS[Math.min(this.failures++, AGAIN_MS.length - 1)] ?? 0
      if (!this.closed) this.soon(Math.max(wait ?? 0, step))
      this.stand(thrown instanceof Unreachable ? { is: 'offline' } : { is: 'waits' })
    } else {
      throw thrown
    }
  }

  /** What was changed elsewhere comes here, where nobody has changed the same file. */
  refresh = async (): Promise<void> => {
    if (!this.begun || this.busy || this.closed || this.away) return
    this.behind = false
    try {
      await this.fetchNew(() => this.busy)
    } catch (thrown) {
      if (!(thrown instanceof Refused || thrown instanceof Unreachable)) throw thrown
    }
  }

  /** The server is back after this was opened without it: first its word is heard. */
  private async meet(): Promise<void> {
    await this.fetchNew(() => false)
    this.away = false
    this.tell({ away: null })
  }

  private keepCopy(): void {
    const files = [...this.known.values()].flatMap(({ path, revision, text }) =>
      text === null ? [] : [{ path, revision, text }],
    )
    if (files.length === this.known.size) this.opened.keepCopy(files)
  }

  /** @param late whether what came is not to be taken any more */
  private async fetchNew(late: () => boolean): Promise<void> {
    const there = await openProject(this.id)
    const byPath = new Map([...this.known].map(([id, one]) => [one.path, { id, ...one }]))
    const news = there.files.filter(file => (byPath.get(file.path)?.revision ?? 0) < file.revision)
    const texts = await each(news, file => readFile(this.id, file.path))
    if (late()) return
    const now = this.owner.snapshot()
    const files = new Map(now.files.map(file => [file.id, file]))
    const next = { ...now, texts: { ...now.texts } }
    let changed = false
    news.forEach(({ path, revision }, i) => {
      const { encoding, content } = texts[i] ?? { encoding: 'base64', content: '' }
      const here = byPath.get(path)
      if (encoding !== 'utf8' || now.files.some(file => file.name === path && file.id !== here?.id)) return
      if (here !== undefined && (now.texts[here.id] !== here.text || !files.has(here.id))) return
      const id = here?.id ?? crypto.randomUUID()
      if (here === undefined) files.set(id, { id, name: path })
      next.texts[id] = content
      this.known.set(id, { path, revision, text: content })
      changed = true
    })
    const paths = new Set(there.files.map(file => file.path))
    for (const { id, path, text } of byPath.values()) {
      if (paths.has(path)) continue
      this.known.delete(id)
      if (now.texts[id] !== text || files.size === 1) continue
      files.delete(id)
      delete next.texts[id]
      changed = true
    }
    if (!changed) return
    this.keepCopy()
    const all = [...files.values()]
    const active = files.has(now.active) ? now.active : (all[0]?.id ?? '')
    this.owner.follow({ ...next, files: all, active })
  }

  private stand(standing: Standing): void {
    if (this.standing.is === standing.is && standing.is !== 'refused') return
    this.standing = standing
    this.tell({ standing })
  }

  /** Only where this device keeps nothing is anything lost with the page. */
  private readonly warn = (event: BeforeUnloadEvent): void => {
    if (!this.keep()) event.preventDefault()
  }
}
