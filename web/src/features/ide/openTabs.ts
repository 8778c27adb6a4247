import type { StoreApi } from 'zustand/vanilla'
import type { Desk } from './desk'
import type { Layout } from './layout'
import { after, among, closed, NOTHING_OPEN, type Open, opened, pinned, placed } from './open'
import type { Project } from './project'

/** The tabs of one IDE: they follow its files, and somebody closes, pins and moves them. */
export class OpenTabs {
  private readonly desk: StoreApi<Desk>
  private readonly layout: Layout

  constructor(desk: StoreApi<Desk>, layout: Layout) {
    this.desk = desk
    this.layout = layout
    this.follow(desk.getState().project, null)
    desk.subscribe(({ project }, before) => {
      if (project !== before.project) this.follow(project, before.project)
    })
  }

  /** Closes these; the file that is looked at then, or nothing. */
  close(ids: readonly string[]): string {
    const { project } = this.desk.getState()
    const open = closed(this.open, ids)
    this.desk.setState({ chosen: [] })
    this.keep(open)
    return ids.includes(project.active) ? after(open) : project.active
  }

  pin(id: string, pin: boolean): void {
    this.keep(pinned(opened(this.open, id), id, pin))
  }

  place(id: string, to: number): void {
    this.keep(placed(this.open, id, to))
  }

  move(id: string, by: -1 | 1): void {
    const at = this.open.tabs.findIndex(tab => tab.file === id)
    if (at >= 0) this.place(id, Math.max(0, at + by))
  }

  private get open(): Open {
    return this.desk.getState().open
  }

  private keep(open: Open): void {
    const { project } = this.desk.getState()
    this.desk.setState({ open })
    this.layout.write(project.language, open, project.files)
  }

  /** What is gone has no tab, what is new or looked at has one. */
  private follow(project: Project, before: Project | null): void {
    const same = before?.language === project.language
    const kept = same ? this.open : this.layout.read(project.language)
    const known = same ? before.files : kept === null ? [] : project.files
    let open = among(kept ?? NOTHING_OPEN, project.files)
    for (const { id } of project.files) if (!known.some(file => file.id === id)) open = opened(open, id)
    if (project.active !== '') open = opened(open, project.active)
    if (!same || open !== kept || project.files !== before.files) this.keep(open)
  }
}
