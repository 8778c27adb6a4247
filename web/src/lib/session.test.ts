// @vitest-environment jsdom
import { beforeEach, expect, it } from 'vitest'
import { PlayedService } from '../testing/service'
import { call } from './http'
import { isSignedIn, remember } from './session'

const REFRESH = 'POST /api/auth/refresh'
const RESULT = 'GET /api/execution/result/r'

beforeEach(() => localStorage.clear())

it('calls of somebody whose cookie ends soon wait for one renewal, and go on', async () => {
  const service = new PlayedService({
    [REFRESH]: () => [200, { accessExpiresInSeconds: 900 }],
    [RESULT]: () => [200, { status: 'ok' }],
  })
  remember(30)
  await Promise.all([call('GET', '/execution/result/r'), call('GET', '/execution/result/r')])
  expect(service.asked.map(one => one.route)).toEqual([REFRESH, RESULT, RESULT])
  await call('GET', '/execution/result/r')
  expect(service.times(REFRESH)).toBe(1)
})

it('nobody who is not signed in is asked to renew anything', async () => {
  const service = new PlayedService({ [RESULT]: () => [200, {}] })
  await call('GET', '/execution/result/r')
  expect(service.times(REFRESH)).toBe(0)
})

it('a session that was ended elsewhere ends here, and the call goes on as nobody’s', async () => {
  let known = false
  const service = new PlayedService({
    [REFRESH]: () => {
      known = true
      return [401, {}]
    },
    [RESULT]: () => (known ? [200, {}] : [401, { type: 'urn:carrel:problem:not-signed-in', detail: 'Sign in.' }]),
  })
  remember(900)
  await call('GET', '/execution/result/r')
  expect(isSignedIn()).toBe(false)
  expect(service.times(RESULT)).toBe(2)
})

it('a wrong password is no reason to send it twice', async () => {
  const service = new PlayedService({ 'POST /api/auth/me/delete': () => [401, { type: 'x', detail: 'No.' }] })
  remember(900)
  await expect(call('POST', '/auth/me/delete', { password: 'x' })).rejects.toThrow('No.')
  expect(service.asked.length).toBe(1)
})

it('a network that is away for a moment signs nobody out', async () => {
  new PlayedService({ [REFRESH]: () => [503, {}], [RESULT]: () => [200, {}] })
  remember(0)
  await call('GET', '/execution/result/r')
  expect(isSignedIn()).toBe(true)
})

it('whoever comes after a page that was left in the middle of a renewal waits for its cookies', async () => {
  const service = new PlayedService({
    [REFRESH]: () => [200, { accessExpiresInSeconds: 900 }],
    [RESULT]: () => [200, {}],
  })
  remember(0)
  const left = Date.now() - 9_900
  localStorage.setItem('carrel.renewing', String(left))
  await call('GET', '/execution/result/r')
  expect(Date.now() - left).toBeGreaterThanOrEqual(9_990)
  expect(service.times(REFRESH)).toBe(1)
  expect(localStorage.getItem('carrel.renewing')).toBeNull()
})

it('who comes after such a page with a token that is still good goes on at once', async () => {
  const service = new PlayedService({ [REFRESH]: () => [200, {}], [RESULT]: () => [200, {}] })
  remember(30)
  localStorage.setItem('carrel.renewing', String(Date.now()))
  await call('GET', '/execution/result/r')
  expect(service.times(REFRESH)).toBe(0)
  localStorage.removeItem('carrel.renewing')
})
