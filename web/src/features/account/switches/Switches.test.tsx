// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { fireEvent, render, screen, waitFor } from '@testing-library/react'
import { beforeEach, expect, it } from 'vitest'
import { remember } from '../../../lib/session'
import { PlayedService } from '../../../testing/service'
import { Switches } from './Switches'

const ADMIN = {
  id: 'a',
  email: 'a@b.c',
  name: null,
  role: 'admin',
  band: 'adult',
  created: '2026-11-21',
  toAccept: [],
  askedAnew: null,
}

beforeEach(() => {
  localStorage.clear()
  remember(900)
})

function open(answers: ConstructorParameters<typeof PlayedService>[0]) {
  const service = new PlayedService({ 'GET /api/auth/me': () => [200, ADMIN], ...answers })
  render(
    <QueryClientProvider client={new QueryClient()}>
      <Switches />
    </QueryClientProvider>,
  )
  return service
}

it('one press switches a flag off, and what is written makes another', async () => {
  const flag = { name: 'replay', rolloutPercentage: 20, userWhitelist: [], variants: [], revision: 1, changed: '' }
  let enabled = true
  const service = open({
    'GET /api/admin/flags': () => [200, { flags: [{ ...flag, enabled }] }],
    'GET /api/admin/flags/replay': () => [200, { changes: [] }],
    'POST /api/admin/flags/replay/off': () => {
      enabled = false
      return [204, null]
    },
    'POST /api/admin/flags': () => [201, {}],
  })
  fireEvent.click(await screen.findByRole('button', { name: 'Switch off for all' }))
  await screen.findByText('Off for all.')
  const fresh = screen.getByLabelText('Name').closest('form') as HTMLFormElement
  const write = (name: string, value: string) =>
    fireEvent.change(fresh.elements.namedItem(name) as HTMLInputElement, { target: { value } })
  write('name', 'wide')
  write('enabled', 'on')
  write('rolloutPercentage', '50')
  write('variants', 'plain 3, wide')
  fireEvent.submit(fresh)
  await waitFor(() => expect(service.times('POST /api/admin/flags')).toBe(1))
  expect(service.asked.find(one => one.route === 'POST /api/admin/flags')?.body).toEqual({
    name: 'wide',
    enabled: true,
    rolloutPercentage: 50,
    userWhitelist: [],
    variants: [
      { name: 'plain', weight: 3 },
      { name: 'wide', weight: 1 },
    ],
  })
})
