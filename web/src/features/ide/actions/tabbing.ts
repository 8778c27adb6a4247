import { ArrowLeft } from '@phosphor-icons/react/dist/csr/ArrowLeft'
import { ArrowRight } from '@phosphor-icons/react/dist/csr/ArrowRight'
import { Files } from '@phosphor-icons/react/dist/csr/Files'
import { PushPin } from '@phosphor-icons/react/dist/csr/PushPin'
import { PushPinSlash } from '@phosphor-icons/react/dist/csr/PushPinSlash'
import { StackSimple } from '@phosphor-icons/react/dist/csr/StackSimple'
import { X } from '@phosphor-icons/react/dist/csr/X'
import { XSquare } from '@phosphor-icons/react/dist/csr/XSquare'
import type { Ide } from '../ide'
import { isOpen, others } from '../open'
import type { Action } from './action'

/** The tab that is meant: of the file that was chosen, else of the one that is looked at. */
const tab = (ide: Ide) => {
  const { open } = ide.desk.getState()
  const [file] = ide.targets
  return file !== undefined && isOpen(open, file) ? open.tabs.find(one => one.file === file) : undefined
}
const tabCount = (ide: Ide) => ide.desk.getState().open.tabs.length
const TABS = '[data-region="files"], [role="tablist"]'

export const closeTab: Action = {
  id: 'closeTab',
  icon: X,
  keys: { key: 'w', alt: true },
  shown: ide => tab(ide) !== undefined,
  perform: ide => ide.closeTabs([tab(ide)?.file ?? '']),
}

export const closeOthers: Action = {
  id: 'closeOthers',
  icon: StackSimple,
  shown: ide => others(ide.desk.getState().open, tab(ide)?.file ?? '').length > 0,
  perform: ide => ide.closeTabs(others(ide.desk.getState().open, tab(ide)?.file ?? '')),
}

export const closeAll: Action = {
  id: 'closeAll',
  icon: XSquare,
  shown: ide => tabCount(ide) > 0,
  perform: ide => ide.closeTabs(ide.desk.getState().open.tabs.map(one => one.file)),
}

export const pinTab: Action = {
  id: 'pinTab',
  icon: PushPin,
  shown: ide => tab(ide)?.pinned === false,
  perform: ide => ide.tabs.pin(tab(ide)?.file ?? '', true),
}

export const unpinTab: Action = {
  id: 'unpinTab',
  icon: PushPinSlash,
  shown: ide => tab(ide)?.pinned === true,
  perform: ide => ide.tabs.pin(tab(ide)?.file ?? '', false),
}

export const moveLeft: Action = {
  id: 'moveLeft',
  icon: ArrowLeft,
  keys: { key: 'ArrowLeft', alt: true, shift: true },
  within: TABS,
  shown: ide => tab(ide) !== undefined && tabCount(ide) > 1,
  perform: ide => ide.tabs.move(tab(ide)?.file ?? '', -1),
}

export const moveRight: Action = {
  id: 'moveRight',
  icon: ArrowRight,
  keys: { key: 'ArrowRight', alt: true, shift: true },
  within: TABS,
  shown: ide => tab(ide) !== undefined && tabCount(ide) > 1,
  perform: ide => ide.tabs.move(tab(ide)?.file ?? '', 1),
}

export const goToTab: Action = {
  id: 'goToTab',
  icon: Files,
  keys: { key: '1…9', alt: true },
  unlisted: true,
  perform: (ide, key = '1') => {
    const file = ide.desk.getState().open.tabs[Number(key) - 1]?.file
    if (file !== undefined) ide.activate(file)
  },
}
