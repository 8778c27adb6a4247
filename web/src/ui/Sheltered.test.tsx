// @vitest-environment jsdom
import { fireEvent, screen } from '@testing-library/react'
import { beforeEach, expect, it, vi } from 'vitest'
import { places } from '../lib/fault'
import { openDesk } from '../testing/desk'
import { PlayedService } from '../testing/service'
import { Sheltered } from './Sheltered'

const CODE = 'print("a secret")'

let falls = true

function Panel() {
  if (falls) throw new TypeError(`${CODE} is not a function`)
  return <p>Here again</p>
}

beforeEach(() => {
  vi.restoreAllMocks()
  // React says on the console what it has caught.
  vi.spyOn(console, 'error').mockImplementation(() => undefined)
})

it('a panel that falls over keeps the code, says so, tells the service without a word of it, and opens again', async () => {
  const service = new PlayedService({ 'POST /api/faults': () => [204, {}] })
  falls = true
  const { ide } = openDesk(
    <Sheltered name="Run" part="run" beside={<button type="button">Download my files</button>}>
      <Panel />
    </Sheltered>,
  )
  ide.texts.set(ide.desk.getState().project.active, CODE)
  screen.getByText('This panel stopped working. Your code did not.')
  screen.getByRole('button', { name: 'Download my files' })
  await vi.waitFor(() => expect(service.times('POST /api/faults')).toBe(1))
  expect(service.asked[0]?.body).toMatchObject({ part: 'run', kind: 'TypeError' })
  expect(JSON.stringify(service.asked)).not.toContain('secret')
  falls = false
  fireEvent.click(screen.getByRole('button', { name: 'Open the panel again' }))
  screen.getByText('Here again')
  expect(ide.texts.get(ide.desk.getState().project.active)).toBe(CODE)
})

it('of a stack only places in our own files are told', () => {
  const stack = [
    'TypeError: a("secret") is no function',
    '    at x (https://carrel.example/assets/first-1a2b.js:1:2042)',
    '    at https://carrel.example/assets/editor-3c.js:7:1',
    '    at secret (chrome-extension://abc/inject.js:1:1)',
    'y@https://carrel.example/assets/first-1a2b.js:1:9',
  ].join('\n')
  expect(places(stack)).toEqual(['first-1a2b.js:1:2042', 'editor-3c.js:7:1', 'first-1a2b.js:1:9'])
})
