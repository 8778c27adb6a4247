/** How well a name fits what was typed: 0 is not at all. All letters in their order will do; beginnings of words are better. */
export function fitting(label: string, typed: string): number {
  if (typed === '') return 1
  const [name, letters] = [label.toLowerCase(), typed.toLowerCase()]
  const at = name.indexOf(letters)
  if (at >= 0) return 1000 - Math.min(at, 400) + (at === 0 || /[\s/._-]/.test(name.charAt(at - 1)) ? 500 : 0)
  let from = 0
  let score = 100
  for (const letter of letters.replaceAll(' ', '')) {
    const next = name.indexOf(letter, from)
    if (next < 0) return 0
    score -= next - from
    from = next + 1
  }
  return Math.max(1, score)
}
