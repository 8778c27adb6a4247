import { type Kept, type KeptProject, read, write } from './keep'
import type { Keeper, Owner } from './keeper'
import { both, sameWork } from './tabs'

const IDLE_MS = 500
const LONGEST_MS = 2_000

/**
 * Where the work of one IDE lies on this device: it is kept when somebody pauses, and at the latest soon. All tabs of a
 * browser share it. Every save of a project gets a mark; whoever finds another mark than they saw last has missed one.
 * Who has changed nothing since then follows; who has, works on beside the other text until somebody chooses.
 */
export class Shelf implements Keeper {
  private readonly key: string
  private readonly owner: Owner
  private kept: Kept
  private place: 'projects' | 'unchosen' = 'projects'
  private seen = ''
  private dirty = false
  private timer = 0
  private unsavedSince = 0
  private keeps = true
  private closed = false

  constructor(key: string, owner: Owner) {
    this.key = key
    this.owner = owner
    this.kept = this.load() ?? { language: 'python', projects: {}, unchosen: {} }
    window.addEventListener('storage', this.heard)
  }

  open(language: string): KeptProject | undefined {
    this.reload()
    this.kept.language = language
    this.dirty = false
    this.place = this.kept.unchosen[language] === undefined ? 'projects' : 'unchosen'
    this.seen = this.there?.mark ?? ''
    return this.there
  }

  /** What lies on the desk, or lay there last. */
  get language(): string {
    return this.kept.language
  }

  /** What another tab has made of the open project. */
  get theirs(): KeptProject | undefined {
    return this.kept.projects[this.language]
  }

  /** Two texts of the open project wait for somebody to choose. */
  get waits(): boolean {
    return this.place === 'unchosen'
  }

  changed(): void {
    this.dirty = true
    const now = performance.now()
    if (this.timer === 0) this.unsavedSince = now
    clearTimeout(this.timer)
    const wait = Math.max(0, Math.min(IDLE_MS, this.unsavedSince + LONGEST_MS - now))
    this.timer = window.setTimeout(() => this.saveAlone(), wait)
  }

  /** No other tab reads or writes between what this one reads and writes; whoever leaves the page does not wait. */
  private saveAlone(): void {
    if (navigator.locks === undefined) this.save()
    else void navigator.locks.request(this.key, () => this.closed || this.save())
  }

  /** What was changed here goes there, and what was changed there comes here. */
  save(): void {
    clearTimeout(this.timer)
    this.timer = 0
    this.reload()
    if (this.waits && this.there === undefined) {
      this.place = 'projects'
      this.owner.differ(false)
    }
    const mine = this.owner.snapshot()
    const { there } = this
    const missed = there !== undefined && there.mark !== this.seen && !sameWork(mine, there)
    if (missed && this.dirty) this.keepBeside(mine)
    else if (this.dirty) this.keep(mine)
    else {
      this.seen = there?.mark ?? this.seen
      if (missed) this.owner.follow(there)
    }
  }

  /** This is the text that holds. */
  settle(chosen: KeptProject): void {
    this.place = 'projects'
    delete this.kept.unchosen[this.language]
    this.keep(chosen)
  }

  close(): void {
    window.removeEventListener('storage', this.heard)
    this.save()
    this.closed = true
  }

  private readonly heard = (event: StorageEvent): void => {
    if (event.key === this.key) this.saveAlone()
  }

  /** Where a text waits already, as three tabs can bring about, none of the three is dropped. */
  private keepBeside(mine: KeptProject): void {
    const waiting = this.kept.unchosen[this.language]
    const beside = waiting === undefined ? mine : both(mine, waiting)
    this.place = 'unchosen'
    this.keep(beside)
    if (waiting !== undefined) this.owner.follow(beside)
    this.owner.differ(true)
  }

  private keep(project: KeptProject): void {
    this.seen = crypto.randomUUID()
    this.kept[this.place][this.language] = { ...project, mark: this.seen }
    this.write()
  }

  /** To the device, as it stands. */
  write(): void {
    this.dirty = false
    let keeps = true
    try {
      localStorage.setItem(this.key, write(this.kept))
    } catch {
      keeps = false
    }
    if (keeps !== this.keeps) this.owner.keeps(keeps)
    this.keeps = keeps
  }

  private get there(): KeptProject | undefined {
    return this.kept[this.place][this.language]
  }

  /** What other tabs have kept; a browser that keeps nothing knows no more than this tab does. */
  private reload(): void {
    const there = this.keeps ? this.load() : null
    if (there !== null) this.kept = { ...there, language: this.language }
  }

  private load(): Kept | null {
    try {
      return read(localStorage.getItem(this.key))
    } catch {
      return null
    }
  }
}
