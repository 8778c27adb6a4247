import { ArrowCounterClockwise } from '@phosphor-icons/react/dist/csr/ArrowCounterClockwise'
import { DownloadSimple } from '@phosphor-icons/react/dist/csr/DownloadSimple'
import { FileArrowDown } from '@phosphor-icons/react/dist/csr/FileArrowDown'
import { FolderSimple } from '@phosphor-icons/react/dist/csr/FolderSimple'
import { PencilSimple } from '@phosphor-icons/react/dist/csr/PencilSimple'
import { PlayCircle } from '@phosphor-icons/react/dist/csr/PlayCircle'
import { Plus } from '@phosphor-icons/react/dist/csr/Plus'
import { SelectionAll } from '@phosphor-icons/react/dist/csr/SelectionAll'
import { TextIndent } from '@phosphor-icons/react/dist/csr/TextIndent'
import { Trash } from '@phosphor-icons/react/dist/csr/Trash'
import { UploadSimple } from '@phosphor-icons/react/dist/csr/UploadSimple'
import { downloadAll, downloadFiles } from '../files/download'
import { formatFile, noFormatter } from '../format'
import type { Ide } from '../ide'
import type { Action } from './action'

const fileCount = (ide: Ide) => ide.desk.getState().project.files.length
const one = (ide: Ide) => (ide.targets.length === 1 ? (ide.targets[0] ?? '') : '')
const some = (ide: Ide) => ide.targets.length > 0

export const newFile: Action = { id: 'newFile', icon: Plus, perform: ide => ide.addFile() }

export const upload: Action = {
  id: 'upload',
  icon: UploadSimple,
  perform: ide => ide.root?.querySelector<HTMLInputElement>('input[type="file"]')?.click(),
}

export const rename: Action = {
  id: 'rename',
  icon: PencilSimple,
  keys: { key: 'F2' },
  shown: ide => one(ide) !== '',
  perform: ide => ide.desk.setState({ renaming: one(ide), side: 'files', put: false, drawer: true, part: 'files' }),
}

export const moveTo: Action = {
  id: 'moveTo',
  icon: FolderSimple,
  keys: { key: 'm', alt: true },
  shown: some,
  perform: ide => ide.desk.setState({ over: 'move' }),
}

export const startWith: Action = {
  id: 'startWith',
  icon: PlayCircle,
  shown: ide => one(ide) !== '' && ide.desk.getState().project.files[0]?.id !== one(ide),
  perform: ide => ide.startWith(one(ide)),
}

export const remove: Action = {
  id: 'remove',
  icon: Trash,
  keys: { key: 'Delete' },
  within: '[role="tree"]',
  outsideText: true,
  shown: ide => fileCount(ide) > 1 && some(ide),
  perform: ide => ide.remove(ide.targets),
}

export const selectAll: Action = {
  id: 'selectAll',
  icon: SelectionAll,
  keys: { key: 'a', mod: true },
  within: '[role="tree"]',
  outsideText: true,
  shown: ide => fileCount(ide) > 1,
  perform: ide => ide.desk.setState({ chosen: ide.desk.getState().project.files.map(file => file.id) }),
}

export const format: Action = {
  id: 'format',
  icon: TextIndent,
  keys: { key: 'f', alt: true, shift: true },
  hindered: noFormatter,
  shown: ide => ide.desk.getState().project.active !== '',
  perform: ide => formatFile(ide),
}

export const downloadFile: Action = {
  id: 'downloadFile',
  icon: FileArrowDown,
  shown: some,
  perform: ide => downloadFiles(ide, ide.targets),
}

export const download: Action = { id: 'download', icon: DownloadSimple, perform: downloadAll }

export const template: Action = { id: 'template', icon: ArrowCounterClockwise, perform: ide => ide.startAgain() }

export const putBack: Action = {
  id: 'putBack',
  icon: ArrowCounterClockwise,
  shown: ide => ide.desk.getState().aside !== null,
  perform: ide => ide.putBack(),
}
