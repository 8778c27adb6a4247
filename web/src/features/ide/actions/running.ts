import { ArrowLineDown } from '@phosphor-icons/react/dist/csr/ArrowLineDown'
import { Copy } from '@phosphor-icons/react/dist/csr/Copy'
import { CursorText } from '@phosphor-icons/react/dist/csr/CursorText'
import { Ear } from '@phosphor-icons/react/dist/csr/Ear'
import { Eraser } from '@phosphor-icons/react/dist/csr/Eraser'
import { HandPalm } from '@phosphor-icons/react/dist/csr/HandPalm'
import { Keyboard } from '@phosphor-icons/react/dist/csr/Keyboard'
import { Play } from '@phosphor-icons/react/dist/csr/Play'
import { Stop } from '@phosphor-icons/react/dist/csr/Stop'
import { copyOutput, readNewOutput } from '../aloud'
import type { Ide } from '../ide'
import { canStop, isLive } from '../run/machine'
import { saying } from '../run/saying'
import type { Action } from './action'

export const run: Action = {
  id: 'run',
  icon: Play,
  keys: { key: 'Enter', mod: true },
  hindered: (ide, words) => saying(ide.desk.getState().run, performance.now(), ide.bounds(), words).disabled,
  shown: ide => !canStop(ide.desk.getState().run),
  perform: ide => ide.runs.press('run'),
}

export const stop: Action = {
  id: 'stop',
  icon: Stop,
  keys: { key: 'Escape' },
  within: '[data-region="run"]',
  shown: ide => canStop(ide.desk.getState().run),
  perform: ide => ide.runs.press('stop'),
}

export const input: Action = {
  id: 'input',
  icon: Keyboard,
  perform: ide => ide.desk.setState({ inputOpen: !ide.desk.getState().inputOpen, part: 'output' }),
}

const isTyped = (ide: Ide) => ide.desk.getState().project.typing

export const typeInput: Action = {
  id: 'typeInput',
  icon: CursorText,
  shown: ide => !isTyped(ide),
  perform: ide => ide.change({ ...ide.desk.getState().project, typing: true }),
}

export const writeInput: Action = {
  id: 'writeInput',
  icon: Keyboard,
  shown: isTyped,
  perform: ide => {
    ide.change({ ...ide.desk.getState().project, typing: false })
    ide.desk.setState({ inputOpen: true })
  },
}

const takesInput = (ide: Ide) => {
  const { run } = ide.desk.getState()
  return isLive(run) && run.keyboard === 'open'
}

export const endInput: Action = {
  id: 'endInput',
  icon: ArrowLineDown,
  keys: { key: 'd', ctrl: true },
  within: '[data-region="run"]',
  shown: takesInput,
  perform: ide => ide.runs.endInput(),
}

export const interrupt: Action = {
  id: 'interrupt',
  icon: HandPalm,
  shown: takesInput,
  perform: ide => ide.runs.interrupt(),
}

export const copy: Action = { id: 'copyOutput', icon: Copy, perform: ide => copyOutput(ide.aloud, ide.output) }
export const clear: Action = { id: 'clearOutput', icon: Eraser, perform: ide => ide.output.clear() }

export const readOutput: Action = {
  id: 'readOutput',
  icon: Ear,
  keys: { key: 'r', alt: true },
  perform: ide => readNewOutput(ide.aloud, ide.output),
}
