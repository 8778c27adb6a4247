import { call, Refused } from '../../../lib/http'
import { fresh } from '../../../lib/session'
import type { Language } from '../../../lib/wire'

export interface Project {
  id: string
  name: string
  files: number
  bytes: number
  changed: string
  expires: string | null
}

/** All of somebody's, and how many and how much they may have. */
export interface Projects {
  projects: Project[]
  mostProjects: number
  mostBytes: number
}

export const projects = async () => (await call<Projects>('GET', '/files')).body
export const languages = async () => (await call<{ languages: Language[] }>('GET', '/languages')).body.languages
export const makeProject = async (name: string, language: Language) =>
  (await call<Project>('POST', '/files', { name, files: [{ path: language.entry, content: language.template }] })).body
export const renameProject = (id: string, name: string) => call<Project>('PUT', `/files/${id}`, { name })
export const removeProject = (id: string) => call<void>('DELETE', `/files/${id}`)

export async function openZip(name: string, zip: Blob): Promise<Project> {
  await fresh()
  const answer = await fetch(`/api/files/zip?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/zip' },
    body: zip,
  })
  if (!answer.ok)
    throw new Refused({ detail: '', type: 'about:blank', ...(await answer.json()), status: answer.status })
  return (await answer.json()) as Project
}

/** To the folder where downloads go. */
export async function saveZip(id: string): Promise<void> {
  await fresh()
  const link = document.createElement('a')
  link.href = `/api/files/${id}/zip`
  link.download = ''
  link.click()
}
