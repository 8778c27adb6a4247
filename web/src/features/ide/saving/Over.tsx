import { Dialog } from '@base-ui/react/dialog'
import { X } from '@phosphor-icons/react/dist/csr/X'
import type { ReactNode } from 'react'
import { classes } from '../../../lib/classes'
import { useProjectWords } from '../../../lib/words/projects'
import { useIde } from '../here'
import { useSaving } from './here'
import './over.css'

interface Props {
  title: string
  wide?: boolean
  /** Before it is put away without a choice. */
  leave?(): void
  children: ReactNode
}

/** A sheet over the desk; Escape puts it away, and the focus goes back to where it was. */
export function Over({ title, wide, leave, children }: Props) {
  const said = useProjectWords()
  const ide = useIde()
  const open = useSaving(saving => saving.over !== null)
  const close = () => {
    leave?.()
    const { saving } = ide.desk.getState()
    if (saving !== null) ide.desk.setState({ saving: { ...saving, over: null } })
  }
  return (
    <Dialog.Root open={open} onOpenChange={opened => opened || close()}>
      <Dialog.Portal>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className={classes('over', wide === true && 'over-wide')}>
          <header className="over-head">
            <Dialog.Title>{title}</Dialog.Title>
            <Dialog.Close className="btn btn-quiet btn-icon" aria-label={said.close} title={said.close}>
              <X size={18} aria-hidden />
            </Dialog.Close>
          </header>
          {children}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
