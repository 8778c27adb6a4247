import { call } from '../../lib/http'
import { remember } from '../../lib/session'

export type Role = 'student' | 'teacher' | 'admin'
export type Band = 'u13' | '13-15' | '16-17' | 'adult'
export type Kind = 'pictures' | 'words'
export type PaperName = 'terms' | 'privacy'
/** The version of each paper. */
export type Versions = Record<PaperName, string>

/** Whoever consents for a child has been asked anew; until then the old consent counts. */
export interface AskedAnew {
  whom: 'guardian' | 'school'
  until: string
}

/** What a person sees of their own account. */
export interface Me {
  id: string
  email: string | null
  name: string | null
  role: Role
  band: Band | null
  created: string
  toAccept: PaperName[]
  askedAnew: AskedAnew | null
  /** False for whoever signs in in other ways only. */
  hasPassword: boolean
}

/** Somebody else by whom one can sign in. */
export interface Provider {
  id: string
  name: string
}

/** What a provider sent back along with the browser. */
export interface SentBack {
  state: string
  code: string
  iss?: string
}

/** Somebody whom a provider knows and nobody here: age and agreement come first. */
export interface Arrived {
  arrival: string
  provider: string
  email: string
  asksAge: boolean
}

/** What the answer to the question of age says, and what proves it. */
export interface Answered {
  band: Band
  guardian: boolean
  age: string
}

/** Begun by a letter: its code and this together go on. */
export interface Begun {
  id: string
  codeExpiresInSeconds: number
}

export interface Picture {
  id: string
  picture: string
  en: string
  de: string
}

/** A pupil and a password that is shown this once. */
export interface MadePupil {
  id: string
  name: string
  password: string
}

export interface Key {
  id: string
  name: string
  made: string
  expires: string
}

export interface Limit {
  name: string
  most: number
  used: number
  windowSeconds: number | null
  resets: string | null
}

export interface Usage {
  tier: string | null
  until: string | null
  limits: Limit[]
}

const post = async <T>(path: string, body?: unknown): Promise<T> => (await call<T>('POST', path, body)).body
const get = async <T>(path: string): Promise<T> => (await call<T>('GET', path)).body

interface SignedIn {
  accessExpiresInSeconds: number
}

/** Somebody by address, or a pupil by class and name. */
export type Someone = { email: string; password: string } | { classCode: string; name: string; password: string }

/** Null for whoever is signed in now; else somebody whom another knows who keeps the passwords. */
export async function signIn(someone: Someone): Promise<Arrived | null> {
  return entered(await call<SignedIn & Arrived>('POST', '/auth/login', { ...someone, cookie: true }))
}

function entered({ status, body }: { status: number; body: SignedIn & Arrived }): Arrived | null {
  if (status === 202) return body
  remember(body.accessExpiresInSeconds)
  return null
}

export async function signOut(everywhere: boolean): Promise<void> {
  await post(everywhere ? '/auth/logout/all' : '/auth/logout')
  remember(null)
}

export const providers = async () => (await get<{ providers: Provider[] }>('/auth/providers')).providers
export const wayTo = async (provider: string) =>
  (await post<{ address: string }>(`/auth/providers/${provider}/begin`)).address

/** Null for whoever is signed in now. */
export async function comeBack(sent: SentBack): Promise<Arrived | null> {
  return entered(await call<SignedIn & Arrived>('POST', '/auth/providers/return', sent))
}

export async function arrive(arrival: string, age: string | undefined, accepted: Versions): Promise<void> {
  remember((await post<SignedIn>('/auth/providers/arrive', { arrival, age, accepted })).accessExpiresInSeconds)
}

/** The ids of the providers that open one's own account. */
export const logins = async () =>
  (await get<{ logins: { provider: string }[] }>('/auth/logins')).logins.map(login => login.provider)
export const wayToConnect = async (provider: string, password: string | undefined) =>
  (await post<{ address: string }>(`/auth/logins/${provider}`, { password })).address
export const connect = (sent: SentBack) => post<void>('/auth/logins/return', sent)
export const disconnect = (provider: string) => call<void>('DELETE', `/auth/logins/${provider}`)

/** Where somebody is signed in. */
export interface OwnSession {
  id: string
  device: string | null
  begun: string
  seen: string
  current: boolean
}

export const sessions = async () => (await get<{ sessions: OwnSession[] }>('/auth/sessions')).sessions
export const endSession = (id: string) => call<void>('DELETE', `/auth/sessions/${id}`)
export const callMe = (name: string | null) => post<void>('/auth/me/name', { name })
export const answerAgeAnew = (age: string, password: string | undefined) =>
  post<void>('/auth/me/age', { age, password })

export interface Passkey {
  id: string
  name: string
  made: string
  used: string | null
}

export const passkeys = async () => (await get<{ passkeys: Passkey[] }>('/auth/passkeys')).passkeys
export const removePasskey = (id: string) => call<void>('DELETE', `/auth/passkeys/${id}`)
export const passkeyOptions = (password: string | undefined) =>
  post<PublicKeyCredentialCreationOptionsJSON>('/auth/passkeys/options', { password })
export const keepPasskey = (made: {
  challenge: string
  name: string
  clientDataJSON: string
  attestationObject: string
}) => post<Passkey>('/auth/passkeys', made)
export const passkeyQuestion = () => post<PublicKeyCredentialRequestOptionsJSON>('/auth/passkeys/login/options')

export async function signInByPasskey(used: {
  challenge: string
  id: string
  clientDataJSON: string
  authenticatorData: string
  signature: string
}): Promise<void> {
  remember((await post<SignedIn>('/auth/passkeys/login', { ...used, cookie: true })).accessExpiresInSeconds)
}

export const me = () => get<Me>('/auth/me')
export const answerAge = (year: number, month: number, country: string | null) =>
  post<Answered>('/auth/age', { year, month, country })
export const versions = async () => (await get<{ versions: Versions }>('/papers')).versions
export const register = (email: string, password: string, age: string, accepted: Versions) =>
  post<Begun>('/auth/register', { email, password, age, accepted })
export const confirm = (id: string, code: string, guardianConsents: boolean) =>
  post<Me>('/auth/confirm', { id, code, ...(guardianConsents ? { guardianConsents } : {}) })
export const setUp = (token: string, email: string, password: string) =>
  post<Me>('/auth/setup', { token, email, password })

export const forgot = (email: string) => post<Begun>('/auth/password/forgot', { email })

/** All sessions end with another password, this one too. */
export async function reset(id: string, code: string, password: string): Promise<void> {
  await post('/auth/password/reset', { id, code, password })
  remember(null)
}

export async function changePassword(oldPassword: string, password: string): Promise<void> {
  await post('/auth/password', { oldPassword, password })
  remember(null)
}

export const changeEmail = (email: string, password: string) => post<Begun>('/auth/email', { email, password })
export const confirmEmail = (id: string, code: string) => post<void>('/auth/email/confirm', { id, code })
export const accept = (accepted: Versions, guardianCode?: string) =>
  post<void>('/auth/accept', { accepted, guardianCode })

/** When nothing is left of the account; a sign-in before that undoes it. */
export async function leave(password: string | undefined): Promise<string> {
  const { gone } = await post<{ gone: string }>('/auth/me/delete', { password })
  remember(null)
  return gone
}

/** The version of the words by which the account page asks for it: other words are another version, here and in the service. */
const CONSENT_WORDING = '2026-11-21'
export const consent = () => get<{ given: boolean; possible: boolean }>('/telemetry/consent')
export const decideConsent = (given: boolean) =>
  call<void>('PUT', '/telemetry/consent', given ? { given, wording: CONSENT_WORDING } : { given })

export const usage = () => get<Usage>('/usage')
export const keys = async () => (await get<{ keys: Key[] }>('/auth/keys')).keys
export const makeKey = (name: string, days: number) =>
  post<{ key: Key; secret: string }>('/auth/keys', { name, scopes: ['run'], days })
export const revokeKey = (id: string) => call<void>('DELETE', `/auth/keys/${id}`)

export interface SchoolClass {
  id: string
  name: string
  code: string
  band: Band
  made: string
  joinUntil: string
  /** Until when the school's old consent counts; null where it has agreed to what holds. */
  askedUntil: string | null
}

export interface Pupil {
  id: string
  name: string
}

export const classes = async () => (await get<{ classes: SchoolClass[] }>('/auth/classes')).classes
export const oneClass = (id: string) => get<{ schoolClass: SchoolClass; pupils: Pupil[] }>(`/auth/classes/${id}`)
export const makeClass = (name: string, band: string, schoolConsents: boolean) =>
  post<SchoolClass>('/auth/classes', { name, band, schoolConsents })
export const consentForClass = (id: string) => post<void>(`/auth/classes/${id}/consent`, { schoolConsents: true })
export const openClass = (id: string, days: number) => post<void>(`/auth/classes/${id}/joining`, { days })
export const addPupils = async (id: string, names: string[], kind: Kind) =>
  (await post<{ pupils: MadePupil[] }>(`/auth/classes/${id}/pupils`, { names, kind })).pupils
export const anotherPassword = (id: string, pupil: string, kind: Kind) =>
  post<MadePupil>(`/auth/classes/${id}/pupils/${pupil}/password`, { kind })
export const removePupil = (id: string, pupil: string) => call<void>('DELETE', `/auth/classes/${id}/pupils/${pupil}`)
/** When the lesson is over that is on; null while none is. */
export const lesson = async (id: string) => (await get<{ until: string | null }>(`/auth/classes/${id}/lesson`)).until
export const holdLesson = (id: string, minutes: number) => call<void>('PUT', `/auth/classes/${id}/lesson`, { minutes })
export const endClass = (id: string) => call<void>('DELETE', `/auth/classes/${id}`)

export const pictures = async () => (await get<{ pictures: Picture[] }>('/auth/pictures')).pictures
export const join = (classCode: string, name: string, kind: Kind) =>
  post<MadePupil>('/auth/join', { classCode, name, kind })
