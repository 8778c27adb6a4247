import { FloppyDisk } from '@phosphor-icons/react/dist/csr/FloppyDisk'
import type { Action } from './action'

export const save: Action = { id: 'save', icon: FloppyDisk, keys: { key: 's', mod: true }, perform: ide => ide.save() }
