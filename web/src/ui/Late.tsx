import { type ComponentType, type ReactNode, useState } from 'react'

interface Props<Given extends object> {
  /** Brings the real thing, which opens by itself as soon as it is there. */
  load: () => Promise<ComponentType<Given>>
  given: Given
  popup: 'menu' | 'listbox'
  label: string
  className: string
  children: ReactNode
}

/**
 * What opens over the page comes when somebody is about to open it; until then a button like its own stands in its
 * place. It goes only when it is pressed, never under a finger that is on its way.
 */
export function Late<Given extends object>({ load, given, popup, label, className, children }: Props<Given>) {
  const [Come, setCome] = useState<ComponentType<Given> | null>(null)
  if (Come !== null) return <Come {...given} />
  const prepare = () => void load().catch(() => undefined)
  // Where it does not come, the next press asks again.
  const open = () =>
    load().then(
      come => setCome(() => come),
      () => undefined,
    )
  return (
    <button
      type="button"
      className={className}
      aria-haspopup={popup}
      aria-expanded={false}
      aria-label={label}
      title={popup === 'menu' ? label : undefined}
      onPointerEnter={prepare}
      onFocus={prepare}
      onClick={open}
      onKeyDown={event => {
        if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
        event.preventDefault()
        open()
      }}
    >
      {children}
    </button>
  )
}
