import type { KeptProject } from './keep'

/** Whose work it is. */
export interface Owner {
  snapshot(): KeptProject
  /** Whether this browser keeps anything at all. */
  keeps(keeps: boolean): void
  /** Somebody has changed the project elsewhere, and nobody has changed it here. */
  follow(project: KeptProject): void
  /** Whether it was changed there and here, and somebody has to choose. */
  differ(differs: boolean): void
}

/** Where the work of one IDE is kept: on this device, or at the server. */
export interface Keeper {
  /** What lies on the desk, or lay there last. */
  readonly language: string
  /** What another tab has made of the open project. */
  readonly theirs: KeptProject | undefined
  /** Two texts of the open project wait for somebody to choose. */
  readonly waits: boolean
  open(language: string): KeptProject | undefined
  /** Somebody works: it is kept when they pause, and at the latest soon. */
  changed(): void
  /** It is kept now. */
  save(): void
  write(): void
  settle(chosen: KeptProject): void
  close(): void
}
