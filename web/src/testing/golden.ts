import { readFileSync } from 'node:fs'

/** A message as the protocol has it: the same file that the server's tests read. */
export function golden(name: string): unknown {
  const file = new URL(`../../../protocol/src/test/resources/golden/${name}.json`, import.meta.url)
  return JSON.parse(readFileSync(file, 'utf8'))
}
