/**
 * Which files of a project are open, as tabs: the pinned ones first, and whichever was looked at the longest ago closes
 * when there are too many.
 */
export interface Open {
  tabs: readonly Tab[]
  /** Files in the order in which they were looked at, the last one first; closed ones too. */
  recent: readonly string[]
}

export interface Tab {
  file: string
  pinned: boolean
}

export const MOST_TABS = 12
const MOST_RECENT = 40

export const NOTHING_OPEN: Open = { tabs: [], recent: [] }

/** Somebody looks at a file. */
export function opened(open: Open, file: string, most = MOST_TABS): Open {
  const recent = [file, ...open.recent.filter(one => one !== file)].slice(0, MOST_RECENT)
  if (isOpen(open, file)) return open.recent[0] === file ? open : { ...open, recent }
  const tabs = [...open.tabs, { file, pinned: false }]
  const age = (one: Tab) => (recent.includes(one.file) ? recent.indexOf(one.file) : Number.MAX_SAFE_INTEGER)
  while (tabs.length > most) {
    const idle = tabs.filter(one => !one.pinned && one.file !== file)
    if (idle.length === 0) break
    const oldest = idle.reduce((a, b) => (age(b) > age(a) ? b : a))
    tabs.splice(tabs.indexOf(oldest), 1)
  }
  return { tabs, recent }
}

export function isOpen(open: Open, file: string): boolean {
  return open.tabs.some(tab => tab.file === file)
}

export function closed(open: Open, files: readonly string[]): Open {
  return { ...open, tabs: open.tabs.filter(tab => !files.includes(tab.file)) }
}

/** All tabs that "close others" closes: pinned ones stay. */
export function others(open: Open, file: string): string[] {
  return open.tabs.filter(tab => !tab.pinned && tab.file !== file).map(tab => tab.file)
}

/** Whose turn it is when this one closes: the one that was looked at before it. */
export function after(open: Open): string {
  return open.recent.find(file => isOpen(open, file)) ?? open.tabs[0]?.file ?? ''
}

export function pinned(open: Open, file: string, pin: boolean): Open {
  const tab = open.tabs.find(one => one.file === file)
  if (tab === undefined || tab.pinned === pin) return open
  const rest = open.tabs.filter(one => one !== tab)
  const at = rest.filter(one => one.pinned).length
  return { ...open, tabs: [...rest.slice(0, at), { file, pinned: pin }, ...rest.slice(at)] }
}

/** A tab at another place, among its like: what is pinned stays before what is not. */
export function placed(open: Open, file: string, to: number): Open {
  const tab = open.tabs.find(one => one.file === file)
  if (tab === undefined) return open
  const rest = open.tabs.filter(one => one !== tab)
  const pins = rest.filter(one => one.pinned).length
  const at = tab.pinned ? Math.min(Math.max(0, to), pins) : Math.max(pins, Math.min(to, rest.length))
  return { ...open, tabs: [...rest.slice(0, at), tab, ...rest.slice(at)] }
}

/** Without what is no file any more; the same when nothing is missing. */
export function among(open: Open, files: readonly { id: string }[]): Open {
  const there = new Set(files.map(file => file.id))
  const tabs = open.tabs.filter(tab => there.has(tab.file))
  const recent = open.recent.filter(file => there.has(file))
  return tabs.length === open.tabs.length && recent.length === open.recent.length ? open : { tabs, recent }
}
