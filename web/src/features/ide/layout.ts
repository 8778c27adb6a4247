import { MOST_TABS, type Open } from './open'

/** The tabs of another project, as it was left. */
export interface Group {
  project: string
  files: readonly { id: string; name: string }[]
}

interface Laid extends Open {
  names: Record<string, string>
}

/** Which tabs were open in each project, kept on this device beside the work, and never in its place. */
export class Layout {
  private readonly key: string

  constructor(key: string) {
    this.key = `${key}.tabs`
  }

  /** Whether anything was open before. */
  get knows(): boolean {
    return Object.keys(this.all()).length > 0
  }

  read(project: string): Open | null {
    const laid = this.all()[project]
    return laid === undefined ? null : { tabs: laid.tabs, recent: laid.recent }
  }

  write(project: string, open: Open, files: readonly { id: string; name: string }[]): void {
    const names = Object.fromEntries(files.map(file => [file.id, file.name]))
    try {
      localStorage.setItem(this.key, JSON.stringify({ ...this.all(), [project]: { ...open, names } }))
    } catch {
      // The tabs are as they are until the page is left.
    }
  }

  /** The other projects with what was open in them. */
  others(project: string): Group[] {
    return Object.entries(this.all())
      .filter(([other, laid]) => other !== project && laid.tabs.length > 0)
      .map(([other, { tabs, names }]) => ({
        project: other,
        files: tabs.map(({ file }) => ({ id: file, name: names[file] ?? '' })),
      }))
  }

  private all(): Record<string, Laid> {
    let kept: unknown = null
    try {
      kept = JSON.parse(localStorage.getItem(this.key) ?? 'null')
    } catch {
      // What cannot be read is as good as nothing.
    }
    const all: Record<string, Laid> = {}
    for (const [project, value] of entries(kept)) {
      const { tabs, recent, names } = Object.fromEntries(entries(value))
      if (!Array.isArray(tabs) || !Array.isArray(recent)) continue
      all[project] = {
        tabs: tabs.slice(0, MOST_TABS).flatMap(tab => {
          const { file, pinned } = Object.fromEntries(entries(tab))
          return typeof file === 'string' ? [{ file, pinned: pinned === true }] : []
        }),
        recent: recent.filter(file => typeof file === 'string'),
        names: Object.fromEntries(entries(names).filter(([, name]) => typeof name === 'string')) as Laid['names'],
      }
    }
    return all
  }
}

function entries(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : []
}
