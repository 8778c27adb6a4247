import type { LanguageVersion } from '../../lib/wire'
import { type Words, words } from '../../lib/words'
import { say } from './aloud'
import type { Ide } from './ide'
import type { News } from './run/machine'

/** Why the open file cannot be formatted, or null. */
export function noFormatter(ide: Ide, said: Words): string | null {
  const { formatter, name, extensions } = ide.language
  const { project } = ide.desk.getState()
  const file = project.files.find(one => one.id === project.active)
  if (file !== undefined && !extensions.some(end => file.name.toLowerCase().endsWith(end))) {
    return said.ide.notSource(file.name, name)
  }
  if (version(ide)?.formats === true) return null
  return formatter === null ? said.ide.noFormatter(name) : said.ide.formatterAway(name, formatter)
}

function version(ide: Ide): LanguageVersion | undefined {
  const { versions } = ide.language
  const { version } = ide.desk.getState().project
  return versions.find(one => one.version === version) ?? versions.find(one => one.state === 'ready')
}

/** Has the open file formatted on the server, by a run like any other, and takes what comes unless somebody wrote meanwhile. */
export function formatFile(ide: Ide): void {
  const { project, formatting } = ide.desk.getState()
  const file = project.files.find(one => one.id === project.active)
  if (file === undefined || formatting) return
  const before = ide.texts.get(file.id)
  ide.desk.setState({ formatting: true, notice: null })
  ide.engine.run(
    {
      language: project.language,
      ...(project.version === null ? {} : { version: project.version }),
      files: [{ name: file.name, content: before }],
      entry: file.name,
      task: 'format',
      stdin: '',
      args: [],
    },
    news => {
      const end = ended(news)
      if (end === null) return
      ide.desk.setState({ formatting: false })
      if ('why' in end) tell(ide, end.why)
      else if (ide.texts.get(file.id) !== before) tell(ide, words().ide.writtenMeanwhile)
      else if (end.text === before) say(ide.aloud, words().ide.formatted)
      else {
        ide.texts.set(file.id, end.text)
        ide.typed(file.id)
        say(ide.aloud, words().ide.formatted)
      }
    },
  )
}

function tell(ide: Ide, why: string): void {
  say(ide.aloud, why)
  ide.desk.setState({ notice: { is: 'hindered', action: words().action.format, why } })
}

/** How it ended; null while it goes on. */
function ended(news: News): { text: string } | { why: string } | null {
  const said = words()
  switch (news.says) {
    case 'ended': {
      const { status, run, message } = news.result
      if (status === 'ok' && run !== null && !run.stdoutTruncated) return { text: run.stdout }
      return { why: firstLine(run?.stderr ?? '') || message }
    }
    case 'problem':
      return { why: news.problem.detail === '' ? said.refusedBare(news.problem.status) : news.problem.detail }
    case 'unreachable':
      return { why: said.offlineTitle }
    case 'sent':
    case 'accepted':
    case 'place':
    case 'event':
    case 'contact':
    case 'stopping':
    case 'typed':
    case 'input-ended':
    case 'quiet':
    case 'mute':
    case 'over':
      return null
  }
}

function firstLine(text: string): string {
  return text.split('\n').find(line => line.trim() !== '') ?? ''
}
