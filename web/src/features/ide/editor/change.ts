/** What has to be replaced in one text to make it another: as little as one piece can be. */
export interface Change {
  from: number
  to: number
  by: string
}

/** Null where the texts are the same. */
export function change(before: string, then: string): Change | null {
  if (before === then) return null
  const most = Math.min(before.length, then.length)
  let head = 0
  while (head < most && before.charCodeAt(head) === then.charCodeAt(head)) head++
  let tail = 0
  while (
    tail < most - head &&
    before.charCodeAt(before.length - 1 - tail) === then.charCodeAt(then.length - 1 - tail)
  ) {
    tail++
  }
  return { from: head, to: before.length - tail, by: then.slice(head, then.length - tail) }
}
