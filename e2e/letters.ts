import { readFileSync } from 'node:fs'

/** What the service writes, in which a developer reads the letters that would go out. */
const written = (): string => readFileSync(process.env.CARREL_LETTERS ?? '', 'utf8')

/** The code of the newest letter to this address, as soon as it is there. */
export function codeFor(email: string): Promise<string> {
  return soon(() => {
    const letters = written().split(`a letter to ${email}: `)
    return letters.length < 2 ? undefined : /The code is (\d{4} \d{4})/.exec(letters.at(-1) ?? '')?.[1]
  }, `letter to ${email}`)
}

/** What follows the # of the link by which a service without an admin gets one. */
export function setUpLink(): Promise<string> {
  return soon(() => /#setup=\S+/.exec(written())?.[0], 'link for the first admin')
}

async function soon(find: () => string | undefined, what: string): Promise<string> {
  for (const since = Date.now(); Date.now() - since < 20_000; await new Promise(resolve => setTimeout(resolve, 200))) {
    const found = find()
    if (found !== undefined) return found
  }
  throw new Error(`the service wrote no ${what}`)
}
