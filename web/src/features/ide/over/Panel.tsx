import { Dialog } from '@base-ui/react/dialog'
import { X } from '@phosphor-icons/react/dist/csr/X'
import type { ReactNode } from 'react'
import { useWords } from '../../../lib/words'
import { useIde } from '../here'

/** A sheet over the desk with a title and a way back. */
export function Panel({ title, hint, children }: { title: string; hint: string; children: ReactNode }) {
  const ide = useIde()
  const words = useWords()
  return (
    <Dialog.Root open onOpenChange={open => open || ide.desk.setState({ over: null })}>
      <Dialog.Portal container={ide.over}>
        <Dialog.Backdrop className="backdrop" />
        <Dialog.Popup className="panel">
          <div className="panel-head">
            <Dialog.Title>{title}</Dialog.Title>
            <Dialog.Close className="btn btn-quiet btn-icon" aria-label={words.close} title={words.close}>
              <X size={16} aria-hidden />
            </Dialog.Close>
          </div>
          <Dialog.Description className="hint panel-hint">{hint}</Dialog.Description>
          {children}
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}
