// @vitest-environment jsdom
import { expect, it } from 'vitest'
import { back, read, set, useSettings } from './settings'

it('what was kept holds as far as it makes sense', () => {
  expect(read('{"fontSize": 20, "tabWidth": 2, "wrap": true}')).toMatchObject({ fontSize: 20, tabWidth: 2, wrap: true })
  expect(read('{"fontSize": 99, "tabWidth": 5, "wrap": "yes"}')).toEqual(read(null))
  expect(read('no JSON')).toEqual(read(null))
})

it('what is set is kept, cannot leave its bounds, and can be as it was for everybody', () => {
  set({ fontSize: 18, minimap: true })
  expect(read(localStorage.getItem('carrel.settings'))).toEqual(useSettings.getState())
  set({ fontSize: 500 })
  expect(useSettings.getState().fontSize).toBe(13.5)
  set({ split: 3 })
  expect(useSettings.getState().split).toBe(30)
  back()
  expect(useSettings.getState()).toEqual(read(null))
})

it('what another tab sets holds here', () => {
  window.dispatchEvent(new StorageEvent('storage', { key: 'carrel.settings', newValue: '{"wrap": true}' }))
  expect(useSettings.getState().wrap).toBe(true)
})
