import { ArrowLineDown } from '@phosphor-icons/react/dist/csr/ArrowLineDown'
import { Copy } from '@phosphor-icons/react/dist/csr/Copy'
import { PencilSimple } from '@phosphor-icons/react/dist/csr/PencilSimple'
import type { Ide } from '../ide'
import type { Action } from './action'

const waits = (ide: Ide) => ide.desk.getState().elsewhere === 'differs'

export const keepMine: Action = {
  id: 'keepMine',
  icon: PencilSimple,
  shown: waits,
  perform: ide => ide.settle('mine'),
}

export const takeTheirs: Action = {
  id: 'takeTheirs',
  icon: ArrowLineDown,
  shown: waits,
  perform: ide => ide.settle('theirs'),
}

export const keepBoth: Action = { id: 'keepBoth', icon: Copy, shown: waits, perform: ide => ide.settle('both') }
