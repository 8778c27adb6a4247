import type { Language } from '../../lib/wire'
import type { Words } from '../../lib/words'
import type { Fault } from './files/upload'
import type { Wanted } from './find/find'
import type { KeptProject } from './keep'
import type { Open } from './open'
import type { Project } from './project'
import type { Finding } from './run/findings'
import type { Run } from './run/machine'
import type { Saving } from './saving/saving'

export type Part = 'files' | 'code' | 'output'
export type View = 'output' | 'problems' | 'artifacts'
/** What stands beside the text: its files, or what was looked for in them. */
export type Side = 'files' | 'find'
/** What lies over the desk. */
export type Over = 'find' | 'open' | 'move' | 'settings' | 'keys'

/** What can be undone: the project as it was, with its texts. */
export interface Aside {
  why: 'removed' | 'replaced' | 'changed'
  name: string
  count: number
  project: KeptProject
}

/** Something that did not go as somebody wished, with its reason. */
export type Notice =
  | { is: 'refused'; files: readonly { name: string; why: Fault }[] }
  | { is: 'not-moved'; why: Fault }
  | { is: 'hindered'; action: Words['action'][keyof Words['action']]; why: string }
  | { is: 'seems'; language: string; text: string }

/** Everything of one IDE that components show, but for the texts and the output, which change too often. */
export interface Desk {
  languages: readonly Language[]
  project: Project
  open: Open
  /** Files that were written to and are not kept yet. */
  modified: readonly string[]
  /** The files that an action on files is about; nothing means the one that is looked at. */
  chosen: readonly string[]
  run: Run
  part: Part
  side: Side
  /** Whether the files are seen where there is no room for them at all times. */
  drawer: boolean
  /** Whether the files have been put away where there is room. */
  put: boolean
  inputOpen: boolean
  over: Over | null
  renaming: string | null
  /** What to look for in all files, and what to put in its place. */
  wanted: Wanted
  by: string
  aside: Aside | null
  notice: Notice | null
  formatting: boolean
  /** Another tab changed this project: it was followed, or both changed it and somebody has to choose. */
  elsewhere: 'followed' | 'differs' | null
  keeps: boolean
  /** How a project of the server is saved; null for what stays on this device. */
  saving: Saving | null
  goTo: { file: string; line: number; column: number } | null
  view: View
  findings: readonly Finding[]
  /** Which of them the caret was led to last. */
  finding: number
  /** Nobody has written since the run began: whoever started it looks at it. */
  untouched: boolean
}
