import { ArrowDown } from '@phosphor-icons/react/dist/csr/ArrowDown'
import { ArrowUp } from '@phosphor-icons/react/dist/csr/ArrowUp'
import { FolderOpen } from '@phosphor-icons/react/dist/csr/FolderOpen'
import { ListMagnifyingGlass } from '@phosphor-icons/react/dist/csr/ListMagnifyingGlass'
import { MagnifyingGlass } from '@phosphor-icons/react/dist/csr/MagnifyingGlass'
import { SidebarSimple } from '@phosphor-icons/react/dist/csr/SidebarSimple'
import { SquareHalfBottom } from '@phosphor-icons/react/dist/csr/SquareHalfBottom'
import { Swap } from '@phosphor-icons/react/dist/csr/Swap'
import { replaceEverywhere } from '../find/everywhere'
import type { Ide } from '../ide'
import { nextRegion } from '../regions'
import type { Action } from './action'

export const palette: Action = {
  id: 'palette',
  icon: MagnifyingGlass,
  keys: { key: 'k', mod: true },
  unlisted: true,
  perform: ide => ide.desk.setState({ over: 'find' }),
}

export const quickOpen: Action = {
  id: 'quickOpen',
  icon: FolderOpen,
  keys: { key: 'p', mod: true },
  perform: ide => ide.desk.setState({ over: 'open' }),
}

export const findInFiles: Action = {
  id: 'findInFiles',
  icon: ListMagnifyingGlass,
  keys: { key: 'f', mod: true, shift: true },
  perform: ide => {
    ide.desk.setState({ side: 'find', put: false, drawer: true, part: 'files' })
    // Where it stands already; else it selects its text when it comes.
    ide.root?.querySelector<HTMLInputElement>('.find-text')?.select()
  },
}

export const replaceAll: Action = {
  id: 'replaceAll',
  icon: Swap,
  shown: ide => ide.desk.getState().side === 'find' && ide.desk.getState().wanted.text !== '',
  perform: ide => replaceEverywhere(ide),
}

/** Where there is room the files are put away and back; where there is none they open over the text. */
export const showFiles: Action = {
  id: 'files',
  icon: SidebarSimple,
  keys: { key: 'b', mod: true },
  perform: ide => {
    const seen = ide.root?.querySelector<HTMLElement>('.column-files')?.offsetParent != null
    const show = !seen || ide.desk.getState().side === 'find'
    ide.desk.setState({ side: 'files', put: !show, drawer: show, part: show ? 'files' : 'code' })
  },
}

export const region: Action = {
  id: 'nextRegion',
  icon: SquareHalfBottom,
  keys: { key: 'F6' },
  perform: ide => nextRegion(ide.root, 1),
}

export const regionBefore: Action = {
  id: 'regionBefore',
  icon: SquareHalfBottom,
  keys: { key: 'F6', shift: true },
  perform: ide => nextRegion(ide.root, -1),
}

const hasFindings = (ide: Ide) => ide.desk.getState().findings.length > 0

export const nextProblem: Action = {
  id: 'nextProblem',
  icon: ArrowDown,
  keys: { key: 'F8' },
  shown: hasFindings,
  perform: ide => ide.goToFinding(1),
}

export const previousProblem: Action = {
  id: 'previousProblem',
  icon: ArrowUp,
  keys: { key: 'F8', shift: true },
  shown: hasFindings,
  perform: ide => ide.goToFinding(-1),
}
