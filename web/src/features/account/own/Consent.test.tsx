// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { fireEvent, render, screen, waitFor } from '@testing-library/react'
import { expect, it } from 'vitest'
import { PlayedService } from '../../../testing/service'
import { Consent } from './Consent'

const ASK = 'GET /api/telemetry/consent'
const DECIDE = 'PUT /api/telemetry/consent'

function open() {
  return render(
    <QueryClientProvider client={new QueryClient()}>
      <Consent />
    </QueryClientProvider>,
  )
}

it('consent is given by nobody but who ticks it, and can be taken back', async () => {
  let given = false
  const service = new PlayedService({
    [ASK]: () => [200, { given, possible: true, wording: '2026-11-21', since: null }],
    [DECIDE]: () => {
      given = !given
      return [204, null]
    },
  })
  open()
  const box = (await screen.findByRole('checkbox')) as HTMLInputElement
  expect(box.checked).toBe(false)
  fireEvent.click(box)
  await waitFor(() => expect(box.checked).toBe(true))
  fireEvent.click(box)
  await waitFor(() => expect(box.checked).toBe(false))
  expect(service.asked.filter(one => one.route === DECIDE).map(one => one.body)).toEqual([
    { given: true, wording: '2026-11-21' },
    { given: false },
  ])
})

it('minors are not asked', async () => {
  const service = new PlayedService({
    [ASK]: () => [200, { given: false, possible: false, wording: 'x', since: null }],
  })
  const view = open()
  await waitFor(() => expect(service.times(ASK)).toBe(1))
  await new Promise(resolve => setTimeout(resolve))
  expect(view.container.innerHTML).toBe('')
})
