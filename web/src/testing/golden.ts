import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = join(import.meta.dirname, '../../../protocol/src/test/resources/golden')

/** A message as the protocol has it: the same file that the server's tests read. */
export function golden(name: string): unknown {
  return JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'))
}
