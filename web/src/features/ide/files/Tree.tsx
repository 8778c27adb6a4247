import { type KeyboardEvent, type MouseEvent, useEffect, useId, useMemo, useRef, useState } from 'react'
import { useWords } from '../../../lib/words'
import { useDesk, useIde } from '../here'
import { TreeRow } from './TreeRow'
import { keyOf, type Row, rows } from './tree'

/** The files of the project in their folders. */
export function Tree() {
  const ide = useIde()
  const words = useWords()
  const files = useDesk(desk => desk.project.files)
  const active = useDesk(desk => desk.project.active)
  const chosen = useDesk(desk => desk.chosen)
  const renaming = useDesk(desk => desk.renaming)
  const [shut, setShut] = useState<ReadonlySet<string>>(new Set())
  const [at, setAt] = useState('')
  const [anchor, setAnchor] = useState('')
  const list = useRef<HTMLDivElement>(null)
  const hint = useId()
  const all = useMemo(() => rows(files, shut), [files, shut])
  const focusable = all.some(row => keyOf(row) === at) ? at : active
  const lead = all.some(row => keyOf(row) === focusable) ? focusable : all[0] === undefined ? '' : keyOf(all[0])

  // A field for a name takes the focus away from its row; the row has it again after that.
  const named = useRef<string | null>(null)
  useEffect(() => {
    if (renaming !== null) named.current = renaming
    else if (named.current !== null) {
      const file = named.current
      named.current = null
      if (list.current?.contains(document.activeElement) || document.activeElement === document.body) focus(file)
    }
  })

  const focus = (key: string) => {
    setAt(key)
    requestAnimationFrame(() => list.current?.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus())
  }
  const idsOf = (row: Row) => (row.is === 'folder' ? row.files : [row.file.id])
  const choose = (ids: readonly string[]) => ide.desk.setState({ chosen: ids })
  const through = (to: string, now = to) => {
    const place = (key: string) => all.findIndex(row => keyOf(row) === key)
    const from = place(anchor) < 0 ? now : anchor
    setAnchor(from)
    const [a, b] = [place(from), place(to)]
    const part = all.slice(Math.min(a, b), Math.max(a, b) + 1)
    choose([...new Set(part.flatMap(idsOf))])
  }
  const flip = (row: Row) => {
    const ids = idsOf(row)
    const now = chosen.length === 0 && active !== '' && !ids.includes(active) ? [active] : chosen
    choose(ids.every(id => now.includes(id)) ? now.filter(id => !ids.includes(id)) : [...new Set([...now, ...ids])])
  }
  const fold = (row: Row, open: boolean) => {
    if (row.is !== 'folder') return
    const next = new Set(shut)
    if (open) next.delete(row.path)
    else next.add(row.path)
    setShut(next)
  }
  const press = (event: MouseEvent, row: Row) => {
    setAt(keyOf(row))
    if (event.shiftKey) through(keyOf(row))
    else if (event.ctrlKey || event.metaKey) {
      setAnchor(keyOf(row))
      flip(row)
    } else {
      setAnchor(keyOf(row))
      if (row.is === 'folder') fold(row, !row.open)
      else ide.activate(row.file.id)
    }
  }
  const keys = (event: KeyboardEvent, row: Row, i: number) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return
    const goTo = (to: number) => {
      const next = all[Math.max(0, Math.min(to, all.length - 1))]
      if (next === undefined) return
      if (event.shiftKey) through(keyOf(next), keyOf(row))
      else setAnchor(keyOf(next))
      focus(keyOf(next))
    }
    const parent = all.slice(0, i).findLastIndex(one => one.level < row.level)
    const right = () => (row.is === 'folder' && !row.open ? fold(row, true) : goTo(i + 1))
    const left = () => (row.is === 'folder' && row.open ? fold(row, false) : parent >= 0 && goTo(parent))
    const moves = new Map<string, () => unknown>([
      ['ArrowDown', () => goTo(i + 1)],
      ['ArrowUp', () => goTo(i - 1)],
      ['Home', () => goTo(0)],
      ['End', () => goTo(all.length - 1)],
      ['ArrowRight', right],
      ['ArrowLeft', left],
      ['Enter', () => (row.is === 'folder' ? fold(row, !row.open) : ide.activate(row.file.id))],
      [' ', () => flip(row)],
    ])
    const move = moves.get(event.key)
    if (move === undefined) return
    event.preventDefault()
    move()
  }
  return (
    <>
      <div
        ref={list}
        role="tree"
        className="tree"
        aria-label={words.files}
        aria-multiselectable
        aria-describedby={hint}
      >
        {all.map((row, i) => (
          <TreeRow
            key={keyOf(row)}
            row={row}
            lead={keyOf(row) === lead}
            starts={row.is === 'file' && files.length > 1 && row.file === files[0]}
            selected={idsOf(row).every(id => chosen.includes(id))}
            chosen={chosen}
            press={event => press(event, row)}
            keys={event => keys(event, row, i)}
            reached={() => setAt(keyOf(row))}
          />
        ))}
      </div>
      <p id={hint} className="unseen">
        {words.ide.treeHint}
      </p>
      {chosen.length > 1 && <p className="tree-count">{words.ide.selected(chosen.length)}</p>}
    </>
  )
}
