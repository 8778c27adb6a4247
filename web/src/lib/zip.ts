const bytes = (text: string) => new TextEncoder().encode(text)

/** An archive of files as they are: nothing is made smaller, so that it is written in one go. */
export function zip(files: readonly { name: string; content: string }[], at = new Date()): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = []
  const entries: Uint8Array[] = []
  let offset = 0
  for (const file of files) {
    const name = bytes(file.name)
    const content = bytes(file.content)
    const facts = [...moment(at), u32(crc32(content)), u32(content.length), u32(content.length), u16(name.length)]
    const head = [u32(0x04034b50), u16(VERSION), u16(UTF8), u16(STORED), ...facts, u16(0), name, content]
    entries.push(
      joined([
        u32(0x02014b50),
        ...[u16(VERSION), u16(VERSION), u16(UTF8), u16(STORED), ...facts],
        ...[u16(0), u16(0), u16(0), u16(0), u32(0), u32(offset), name],
      ]),
    )
    const written = joined(head)
    parts.push(written)
    offset += written.length
  }
  const directory = joined(entries)
  const count = u16(files.length)
  const end = [u32(0x06054b50), u16(0), u16(0), count, count, u32(directory.length), u32(offset), u16(0)]
  return joined([...parts, directory, ...end])
}

const VERSION = 20
const UTF8 = 0x0800
const STORED = 0

/** Time and date as DOS had them: two seconds are the smallest step. */
function moment(at: Date): Uint8Array[] {
  return [
    u16((at.getHours() << 11) | (at.getMinutes() << 5) | (at.getSeconds() >> 1)),
    u16((Math.max(0, at.getFullYear() - 1980) << 9) | ((at.getMonth() + 1) << 5) | at.getDate()),
  ]
}

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  let c = n
  for (let bit = 0; bit < 8; bit++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1
  return c
})

export function crc32(octets: Uint8Array): number {
  let c = 0xffffffff
  for (const octet of octets) c = (TABLE[(c ^ octet) & 0xff] ?? 0) ^ (c >>> 8)
  return (c ^ 0xffffffff) >>> 0
}

function u16(n: number): Uint8Array {
  return Uint8Array.of(n & 0xff, (n >>> 8) & 0xff)
}

function u32(n: number): Uint8Array {
  return Uint8Array.of(n & 0xff, (n >>> 8) & 0xff, (n >>> 16) & 0xff, n >>> 24)
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
