import { call } from '../../../lib/http'

export interface Variant {
  name: string
  weight: number
}

/** What somebody may say of a flag. */
export interface FlagWish {
  enabled: boolean
  rolloutPercentage: number
  userWhitelist: string[]
  variants: Variant[]
}

export interface Flag extends FlagWish {
  name: string
  revision: number
  changed: string
}

export interface Change {
  at: string
  by: string
  what: 'created' | 'changed' | 'switched-off' | 'deleted'
}

const at = (name: string) => `/admin/flags/${encodeURIComponent(name)}`

export const flags = async () => (await call<{ flags: Flag[] }>('GET', '/admin/flags')).body.flags
export const changes = async (name: string) => (await call<{ changes: Change[] }>('GET', at(name))).body.changes
export const makeFlag = (name: string, wish: FlagWish) => call<Flag>('POST', '/admin/flags', { name, ...wish })
export const changeFlag = (name: string, revision: number, wish: FlagWish) =>
  call<Flag>('PUT', at(name), { revision, ...wish })
export const switchOff = (name: string) => call<void>('POST', `${at(name)}/off`)
export const deleteFlag = (name: string) => call<void>('DELETE', at(name))
