import type { DragEvent } from 'react'
import type { Ide } from '../ide'

/** What is being dragged, and from which IDE: nothing goes from one to another. */
let held: { ide: Ide; files: readonly string[] } | null = null

export function beginDrag(event: DragEvent, ide: Ide, files: readonly string[]): void {
  held = { ide, files }
  event.dataTransfer.effectAllowed = 'move'
  event.dataTransfer.setData('text/plain', '')
}

export function endDrag(ide: Ide): void {
  if (held?.ide === ide) held = null
}

/** The files of this IDE that are being dragged. */
export function dragged(ide: Ide): readonly string[] {
  return held?.ide === ide ? held.files : []
}

/** Whether files come from outside of the page. */
export function fromOutside(event: DragEvent): boolean {
  return event.dataTransfer.types.includes('Files')
}
