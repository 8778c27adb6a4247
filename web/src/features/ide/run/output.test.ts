// @vitest-environment jsdom
import { expect, it } from 'vitest'
import { Output, plain } from './output'

const frame = () => new Promise(resolve => requestAnimationFrame(resolve))
const texts = async (output: Output) => {
  await frame()
  const { head, tail } = output.get()
  return [...head, ...tail].map(line => `${line.stream === 'stderr' ? '!' : ''}${plain(line)}`)
}

it('pieces become lines, and the two streams stay apart', async () => {
  const output = new Output()
  output.write('stdout', 'Harbour? ')
  output.write('stderr', 'warning\n')
  output.write('stdout', 'Salt')
  output.write('stdout', 'holm\r\n\nend')
  expect(await texts(output)).toEqual(['Harbour? ', '!warning', 'Saltholm', '', 'end'])
})

it('a carriage return begins its line anew', async () => {
  const output = new Output()
  output.write('stdout', '10 %\r20 %\r')
  output.write('stdout', '\r30 %\ndone\n')
  expect(await texts(output)).toEqual(['30 %', 'done'])
})

it('a flood keeps its first and its last lines, and says how much is between', async () => {
  const output = new Output()
  for (let i = 0; i < 30_000; i++) output.write('stdout', `line ${i}\n`)
  await frame()
  const { head, tail, skippedLines, lines } = output.get()
  expect(head.map(plain).at(0)).toBe('line 0')
  expect(head).toHaveLength(40)
  expect(tail.map(plain).at(-1)).toBe('line 29999')
  expect(tail.length).toBeLessThanOrEqual(12_000)
  expect(skippedLines + head.length + tail.length).toBe(30_000)
  expect(lines).toBe(30_000)
})

it('a line without an end is cut into lines that can be shown', async () => {
  const output = new Output()
  output.write('stdout', 'x'.repeat(9_000))
  expect((await texts(output)).map(text => text.length)).toEqual([4000, 4000, 1000])
})

it('what was cleared is gone, and is not copied', async () => {
  const output = new Output()
  output.write('stdout', 'a\n')
  output.clear()
  output.write('stdout', 'b\n')
  expect(await texts(output)).toEqual(['b'])
  expect(output.text()).toBe('b')
})
