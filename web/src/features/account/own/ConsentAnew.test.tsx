// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { fireEvent, render, screen, waitFor } from '@testing-library/react'
import { expect, it, vi } from 'vitest'
import { PlayedService } from '../../../testing/service'
import type { AskedAnew } from '../calls'
import { ConsentAnew } from './ConsentAnew'

vi.mock('../PaperLink', () => ({ PaperLink: () => null }))

const VERSIONS = { privacy: '2', terms: '3' }

function open(asked: AskedAnew) {
  return render(
    <QueryClientProvider client={new QueryClient()}>
      <ConsentAnew asked={asked} />
    </QueryClientProvider>,
  )
}

it('a guardian answers by the code of the letter', async () => {
  const service = new PlayedService({
    'GET /api/papers': () => [200, { versions: VERSIONS }],
    'POST /api/auth/accept': () => [204, null],
    'GET /api/auth/me': () => [401, {}],
  })
  open({ whom: 'guardian', until: '2099-01-01T00:00:00Z' })
  await waitFor(() => expect(service.times('GET /api/papers')).toBe(1))
  fireEvent.change(await screen.findByRole('textbox'), { target: { value: '1234 5678' } })
  fireEvent.click(screen.getByRole('button'))
  await waitFor(() => expect(service.times('POST /api/auth/accept')).toBe(1))
  expect(service.asked.find(one => one.route === 'POST /api/auth/accept')?.body).toEqual({
    accepted: VERSIONS,
    guardianCode: '1234 5678',
  })
})

it('a pupil is told that the school is asked, and asked nothing', () => {
  new PlayedService({})
  open({ whom: 'school', until: '2000-01-01T00:00:00Z' })
  expect(screen.queryByRole('textbox')).toBe(null)
  expect(screen.queryByRole('button')).toBe(null)
})
