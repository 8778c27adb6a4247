import type { SentBack } from './calls'

/** What a browser goes to a provider for; it loses everything else on the way. */
type For = 'sign-in' | 'connect'

const KEY = 'carrel.errand'

export function go(what: For, address: string): void {
  sessionStorage.setItem(KEY, what)
  location.assign(address)
}

export function endErrand(): For {
  const kept = sessionStorage.getItem(KEY)
  sessionStorage.removeItem(KEY)
  return kept === 'connect' ? 'connect' : 'sign-in'
}

/** What stands in the address to which a provider sent this browser; null where that is no answer. */
export function sentBack(): SentBack | null {
  const said = new URLSearchParams(location.search)
  const state = said.get('state')
  const code = said.get('code')
  const iss = said.get('iss')
  return state === null || code === null ? null : { state, code, ...(iss === null ? {} : { iss }) }
}
