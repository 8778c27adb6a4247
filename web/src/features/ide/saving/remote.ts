import { call } from '../../../lib/http'

/** A project at the server. */
export interface RemoteProject {
  id: string
  name: string
  revision: number
  files: RemoteFile[]
}

export interface RemoteFile {
  path: string
  type: string
  bytes: number
  hash: string
  revision: number
}

export interface Content {
  path: string
  encoding: 'utf8' | 'base64'
  content: string
}

export interface Revision {
  revision: number
  bytes: number
  changed: string
}

export interface Link {
  id: string
  within: 'anyone' | 'class'
  made: string
  expires: string
}

interface Saved {
  revision: number
  hash: string
}

const of = (project: string) => `/files/${project}`
const named = (path: string) => `path=${encodeURIComponent(path)}`

export const openProject = async (project: string) => (await call<RemoteProject>('GET', of(project))).body
export const readFile = async (project: string, path: string, revision = 0) =>
  (await call<Content>('GET', `${of(project)}/file?${named(path)}${revision > 0 ? `&revision=${revision}` : ''}`)).body
export const saveFile = async (project: string, path: string, content: string, base: number) =>
  (await call<Saved>('PUT', `${of(project)}/file`, { path, content, base })).body
export const renameFile = async (project: string, from: string, to: string, base: number) =>
  (await call<Saved>('POST', `${of(project)}/rename`, { from, to, base })).body
export const removeFile = (project: string, path: string, base: number) =>
  call<void>('DELETE', `${of(project)}/file?${named(path)}&base=${base}`)
export const historyOf = async (project: string, path: string) =>
  (await call<{ revisions: Revision[] }>('GET', `${of(project)}/history?${named(path)}`)).body.revisions

export const links = async (project: string) =>
  (await call<{ within: 'anyone' | 'class' | 'nobody'; snapshots: Link[] }>('GET', `${of(project)}/snapshots`)).body
export const makeLink = async (project: string, days: number) =>
  (await call<Link>('POST', `${of(project)}/snapshots`, { days })).body
export const takeBack = (project: string, link: string) => call<void>('DELETE', `${of(project)}/snapshots/${link}`)

/** Some things, a few at a time. */
export async function each<T, R>(all: readonly T[], work: (one: T) => Promise<R>, atOnce = 6): Promise<R[]> {
  const done: R[] = []
  let next = 0
  const go = async () => {
    for (let i = next++; i < all.length; i = next++) done[i] = await work(all[i] as T)
  }
  await Promise.all(Array.from({ length: Math.min(atOnce, all.length) }, go))
  return done
}
