/** One choice out of a list. */
export interface Picking {
  label: string
  value: string
  /** Whatever has a note cannot be chosen, and the note says why. */
  items: readonly { value: string; name: string; note: string }[]
  choose(value: string): void
}

export function picked({ items, value }: Picking): string {
  return items.find(item => item.value === value)?.name ?? ''
}
