import { expect, it } from 'vitest'
import { crc32, zip } from './zip'

it('the check sum is the one that all archives have', () => {
  expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926)
})

it('what is in it is found by its directory, whatever the files are called', () => {
  const files = [
    { name: 'main.py', content: 'print("grüße")\n' },
    { name: 'data/größe.csv', content: '' },
    { name: '语言.txt', content: '语言\n'.repeat(1000) },
  ]
  expect(unzip(zip(files))).toEqual(files)
})

/** Reads an archive as others do: from its end to the directory, from there to each file. */
function unzip(octets: Uint8Array): { name: string; content: string }[] {
  const view = new DataView(octets.buffer)
  const text = (from: number, length: number) => new TextDecoder().decode(octets.subarray(from, from + length))
  const end = octets.length - 22
  expect(view.getUint32(end, true)).toBe(0x06054b50)
  const files = []
  let at = view.getUint32(end + 16, true)
  for (let n = view.getUint16(end + 10, true); n > 0; n--) {
    expect(view.getUint32(at, true)).toBe(0x02014b50)
    const [size, length, head] = [
      view.getUint32(at + 20, true),
      view.getUint16(at + 28, true),
      view.getUint32(at + 42, true),
    ]
    expect(view.getUint32(head, true)).toBe(0x04034b50)
    const content = text(head + 30 + view.getUint16(head + 26, true), size)
    expect(view.getUint32(head + 14, true)).toBe(crc32(new TextEncoder().encode(content)))
    files.push({ name: text(at + 46, length), content })
    at += 46 + length
  }
  expect(at).toBe(end)
  return files
}
