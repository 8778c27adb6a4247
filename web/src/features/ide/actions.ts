import { ArrowCounterClockwise } from '@phosphor-icons/react/dist/csr/ArrowCounterClockwise'
import { ArrowLeft } from '@phosphor-icons/react/dist/csr/ArrowLeft'
import { ArrowRight } from '@phosphor-icons/react/dist/csr/ArrowRight'
import { CircleHalf } from '@phosphor-icons/react/dist/csr/CircleHalf'
import { Copy } from '@phosphor-icons/react/dist/csr/Copy'
import { DownloadSimple } from '@phosphor-icons/react/dist/csr/DownloadSimple'
import { Ear } from '@phosphor-icons/react/dist/csr/Ear'
import { Eraser } from '@phosphor-icons/react/dist/csr/Eraser'
import { Keyboard } from '@phosphor-icons/react/dist/csr/Keyboard'
import { MagnifyingGlass } from '@phosphor-icons/react/dist/csr/MagnifyingGlass'
import { PencilSimple } from '@phosphor-icons/react/dist/csr/PencilSimple'
import { Play } from '@phosphor-icons/react/dist/csr/Play'
import { Plus } from '@phosphor-icons/react/dist/csr/Plus'
import { SquareHalfBottom } from '@phosphor-icons/react/dist/csr/SquareHalfBottom'
import { Stop } from '@phosphor-icons/react/dist/csr/Stop'
import { Translate } from '@phosphor-icons/react/dist/csr/Translate'
import { Trash } from '@phosphor-icons/react/dist/csr/Trash'
import type { Icon } from '@phosphor-icons/react/dist/lib/types'
import type { Chord } from '../../lib/chord'
import { switchTheme } from '../../lib/theme'
import { changeWords, type Words } from '../../lib/words'
import { downloadFiles } from './download'
import type { Ide } from './ide'
import { nextRegion } from './regions'
import { copyOutput, readNewOutput } from './run/aloud'
import { canStop } from './run/machine'
import { saying } from './run/saying'

/** Something that a person can do: its button, key, menu entry and line in the palette all come from here. */
export interface Action {
  id: keyof Words['action']
  icon: Icon
  keys?: Chord
  /** Only where the focus is in this part; elsewhere the key means something else. */
  within?: string
  /** Why it cannot be done now, or null. */
  hindered?(ide: Ide, words: Words): string | null
  /** Whether it is worth a line in the palette now. */
  shown?(ide: Ide): boolean
  perform(ide: Ide): void
}

const fileCount = (ide: Ide) => ide.desk.getState().project.files.length

export const run: Action = {
  id: 'run',
  icon: Play,
  keys: { key: 'Enter', mod: true },
  hindered: (ide, words) => saying(ide.desk.getState().run, performance.now(), ide.bounds(), words).disabled,
  shown: ide => !canStop(ide.desk.getState().run),
  perform: ide => ide.press('run'),
}

export const stop: Action = {
  id: 'stop',
  icon: Stop,
  keys: { key: 'Escape' },
  within: '[data-region="run"]',
  shown: ide => canStop(ide.desk.getState().run),
  perform: ide => ide.press('stop'),
}

export const newFile: Action = { id: 'newFile', icon: Plus, perform: ide => ide.addFile() }

export const rename: Action = {
  id: 'rename',
  icon: PencilSimple,
  keys: { key: 'F2' },
  perform: ide => ide.desk.setState({ renaming: ide.desk.getState().project.active }),
}

export const remove: Action = {
  id: 'remove',
  icon: Trash,
  shown: ide => fileCount(ide) > 1,
  perform: ide => ide.remove(ide.desk.getState().project.active),
}

export const moveLeft: Action = {
  id: 'moveLeft',
  icon: ArrowLeft,
  keys: { key: 'ArrowLeft', alt: true, shift: true },
  within: '[data-region="files"], [role="tablist"]',
  shown: ide => fileCount(ide) > 1,
  perform: ide => ide.move(-1),
}

export const moveRight: Action = {
  id: 'moveRight',
  icon: ArrowRight,
  keys: { key: 'ArrowRight', alt: true, shift: true },
  within: '[data-region="files"], [role="tablist"]',
  shown: ide => fileCount(ide) > 1,
  perform: ide => ide.move(1),
}

export const region: Action = {
  id: 'nextRegion',
  icon: SquareHalfBottom,
  keys: { key: 'F6' },
  perform: () => nextRegion(1),
}

export const palette: Action = {
  id: 'palette',
  icon: MagnifyingGlass,
  keys: { key: 'k', mod: true },
  shown: () => false,
  perform: ide => ide.desk.setState({ paletteOpen: true }),
}

export const input: Action = {
  id: 'input',
  icon: Keyboard,
  perform: ide => ide.desk.setState({ inputOpen: !ide.desk.getState().inputOpen, part: 'output' }),
}

export const copy: Action = { id: 'copyOutput', icon: Copy, perform: ide => copyOutput(ide.output) }
export const clear: Action = { id: 'clearOutput', icon: Eraser, perform: ide => ide.output.clear() }

export const readOutput: Action = {
  id: 'readOutput',
  icon: Ear,
  keys: { key: 'r', alt: true },
  perform: ide => readNewOutput(ide.output),
}

export const template: Action = { id: 'template', icon: ArrowCounterClockwise, perform: ide => ide.startAgain() }

export const putBack: Action = {
  id: 'putBack',
  icon: ArrowCounterClockwise,
  shown: ide => ide.desk.getState().aside !== null,
  perform: ide => ide.putBack(),
}

export const download: Action = { id: 'download', icon: DownloadSimple, perform: downloadFiles }
export const theme: Action = { id: 'theme', icon: CircleHalf, perform: () => switchTheme() }
export const language: Action = { id: 'words', icon: Translate, perform: () => changeWords() }

export const actions: readonly Action[] = [
  run,
  stop,
  newFile,
  rename,
  remove,
  moveLeft,
  moveRight,
  input,
  copy,
  clear,
  readOutput,
  template,
  putBack,
  download,
  region,
  theme,
  language,
  palette,
]
