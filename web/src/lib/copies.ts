/**
 * What the server said last, kept on this device to go on with where nobody answers. A name with another number is another
 * form of it: what an older page kept is not looked at, and goes.
 */
const STORE = 'carrel.copies.1'
const EVER = 'carrel.copies.'

const at = (name: string) => `/copies/${name}`

/** Absent in a browser that lets pages keep nothing of the kind, or only those that came over a safe connection. */
async function store(): Promise<Cache | null> {
  return 'caches' in globalThis ? caches.open(STORE) : null
}

/** Kept or not: whoever has a connection needs no copy. */
export async function keepCopy(name: string, value: unknown): Promise<void> {
  try {
    await (await store())?.put(at(name), Response.json(value))
  } catch {
    // There is no room for it.
  }
}

export async function readCopy<T>(name: string): Promise<T | null> {
  try {
    const kept = await (await store())?.match(at(name))
    return kept === undefined ? null : ((await kept.json()) as T)
  } catch {
    return null
  }
}

/** What follows a beginning in the names of all that is kept. */
export async function copiesBelow(beginning: string): Promise<string[]> {
  try {
    const all = (await (await store())?.keys()) ?? []
    const paths = all.map(request => new URL(request.url).pathname)
    return paths.filter(path => path.startsWith(at(beginning))).map(path => path.slice(at(beginning).length))
  } catch {
    return []
  }
}

export async function dropCopy(name: string): Promise<void> {
  try {
    await (await store())?.delete(at(name))
  } catch {
    // Then it was not there.
  }
}

/** Nothing stays: somebody signed out. */
export async function forgetCopies(): Promise<void> {
  try {
    if (!('caches' in globalThis)) return
    for (const name of await caches.keys()) if (name.startsWith(EVER)) await caches.delete(name)
  } catch {
    // Then there is nothing.
  }
}
