import { Refused, Unreachable } from '../../../lib/http'
import { dropProject, keepProject, type ProjectCopy, readProject } from '../../../lib/projectCopies'
import type { Language } from '../../../lib/wire'
import { freeName } from '../project'
import { type Draft, laid } from './draft'
import { Place } from './place'
import { each, openProject, readFile } from './remote'
import type { Opened } from './saver'
import { keepSetup, laidOut, languageOf, ordered, readSetup, setupOf } from './setup'

/** A project as somebody comes to it, with the names of its files that are no text and do not lie on the desk. */
export interface Come {
  name: string
  opened: Opened
  others: readonly string[]
}

/** A project of the server, with what this device has of it that the server has not; without the server, by the last copy. */
export async function open(person: string, id: string, languages: readonly Language[]): Promise<Come> {
  const { copy, away } = await lastKnown(person, id)
  const { files: texts, others } = copy
  const { place, left, clear } = await Place.take(person, id)
  const setup = readSetup(person, id)
  const names = [...texts, ...left.flatMap((draft: Draft) => draft.files)].map(file => file.path)
  const language =
    languages.find(one => one.id === setup?.language) ??
    languageOf(names, languages) ??
    languages.find(one => one.id === 'python') ??
    languages[0]
  if (language === undefined) throw new Error('a catalogue without a language')
  const all = laid(texts, left)
  if (all.files.length === 0) {
    const first = crypto.randomUUID()
    all.files.push({ id: first, name: freeName({ files: others.map(name => ({ id: name, name })) }, language.entry) })
    all.texts[first] = language.template
  }
  all.files = ordered(all.files, setup, language)
  return {
    name: copy.name,
    others,
    opened: {
      id,
      language: language.id,
      project: laidOut(all, setup),
      laid: all,
      place,
      clear,
      away: away ? copy.at : null,
      keepCopy: files => void keepProject(person, id, { ...copy, at: new Date().toISOString(), files }),
      keepSetup: (project, now) => keepSetup(person, id, setupOf(project, now)),
    },
  }
}

async function lastKnown(person: string, id: string): Promise<{ copy: ProjectCopy; away: boolean }> {
  try {
    const copy = await asked(id)
    await keepProject(person, id, copy)
    return { copy, away: false }
  } catch (thrown) {
    if (thrown instanceof Refused && thrown.problem.status === 404) await dropProject(person, id)
    const copy = thrown instanceof Unreachable ? await readProject(person, id) : null
    if (copy === null) throw thrown
    return { copy, away: true }
  }
}

async function asked(id: string): Promise<ProjectCopy> {
  const { name, files } = await openProject(id)
  const contents = await each(files, file => readFile(id, file.path))
  return {
    name,
    at: new Date().toISOString(),
    files: files.flatMap(({ path, revision }, i) =>
      contents[i]?.encoding === 'utf8' ? [{ path, revision, text: contents[i].content }] : [],
    ),
    others: files.filter((_, i) => contents[i]?.encoding !== 'utf8').map(file => file.path),
  }
}
