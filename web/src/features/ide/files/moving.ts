import { words } from '../../../lib/words'
import { say } from '../aloud'
import type { Ide } from '../ide'
import { inFolder } from '../project'
import { brought } from './upload'

/** These files go to a folder together; where one of them cannot, none goes. */
export function moveFiles(ide: Ide, ids: readonly string[], folder: string): void {
  const { project } = ide.desk.getState()
  const moved = inFolder(project, ide.language.extensions, ids, folder)
  if (typeof moved === 'string') {
    ide.desk.setState({ notice: { is: 'not-moved', why: moved } })
    return
  }
  ide.change(moved)
  say(ide.aloud, words().ide.moved(ids.length, folder))
}

/** Takes files from somebody's device. */
export async function takeFiles(ide: Ide, files: readonly File[], folder = ''): Promise<void> {
  if (files.length === 0) return
  const { taken, refused } = await brought(files, ide.desk.getState().project, ide.language.extensions, folder)
  ide.addFiles(taken)
  if (taken.length > 0) say(ide.aloud, words().ide.uploaded(taken.length))
  ide.desk.setState({ notice: refused.length > 0 ? { is: 'refused', files: refused } : null })
}
