/** The parts of an IDE that F6 goes through, in the order in which they stand. */
export function nextRegion(root: HTMLElement | null, by: 1 | -1): void {
  const regions = [...(root?.querySelectorAll<HTMLElement>('[data-region]') ?? [])].filter(
    one => one.offsetParent !== null,
  )
  const now = regions.findIndex(one => one.contains(document.activeElement))
  const to = regions[(now + by + regions.length) % regions.length]
  const goal = to?.querySelector<HTMLElement>(
    '[data-region-start], button:not([tabindex="-1"]), [tabindex="0"], textarea',
  )
  ;(goal ?? to)?.focus()
}
