import { CaretDown } from '@phosphor-icons/react/dist/csr/CaretDown'
import { useEffect, useRef } from 'react'
import { useWords } from '../../../lib/words'
import { Late } from '../../../ui/Late'
import { ActionButton } from '../ActionButton'
import { newFile, palette, showFiles } from '../actions'
import { useDesk, useIde } from '../here'
import { FileTab } from './FileTab'

const menu = async () => (await import('./TabMenu')).TabMenu

/** The open files as tabs; arrows go along them, Delete closes one. */
export function FileTabs() {
  const ide = useIde()
  const words = useWords()
  const tabs = useDesk(desk => desk.open.tabs)
  const active = useDesk(desk => desk.project.active)
  const drawer = useDesk(desk => desk.drawer)
  const list = useRef<HTMLDivElement>(null)
  const focus = (file: string) =>
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(`[data-file="${file}"]`)?.focus())

  useEffect(() => {
    list.current?.querySelector(`[data-file="${active}"]`)?.scrollIntoView?.({ block: 'nearest', inline: 'nearest' })
  }, [active])

  return (
    <div className="tabs">
      <ActionButton action={showFiles} look="quiet" show="icon" expanded={drawer} className="drawer-button" />
      <div className="tablist" role="tablist" aria-label={words.openFiles} ref={list}>
        {tabs.map((tab, i) => (
          <FileTab
            key={tab.file}
            tab={tab}
            at={i}
            go={by => {
              const next = tabs[(i + by + tabs.length) % tabs.length]
              if (next === undefined) return
              ide.activate(next.file)
              focus(next.file)
            }}
            close={() => {
              ide.closeTabs([tab.file])
              focus(ide.desk.getState().project.active)
            }}
          />
        ))}
      </div>
      <Late
        load={menu}
        given={{ label: words.ide.tabs }}
        popup="menu"
        label={words.ide.tabs}
        className="btn btn-quiet btn-icon"
      >
        <CaretDown size={16} aria-hidden />
      </Late>
      <ActionButton action={newFile} look="quiet" show="icon" />
      <ActionButton action={palette} look="quiet" show="icon" className="narrow" />
    </div>
  )
}
