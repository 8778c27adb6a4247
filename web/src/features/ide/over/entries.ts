import { File as FileIcon } from '@phosphor-icons/react/dist/csr/File'
import { FolderSimple } from '@phosphor-icons/react/dist/csr/FolderSimple'
import { FolderSimplePlus } from '@phosphor-icons/react/dist/csr/FolderSimplePlus'
import { Hash } from '@phosphor-icons/react/dist/csr/Hash'
import { Translate } from '@phosphor-icons/react/dist/csr/Translate'
import type { Icon } from '@phosphor-icons/react/dist/lib/types'
import { written } from '../../../lib/chord'
import { brokenRule } from '../../../lib/paths'
import type { Words } from '../../../lib/words'
import { actions } from '../actions'
import { press } from '../actions/action'
import { moveFiles } from '../files/moving'
import { folders } from '../files/tree'
import type { Ide } from '../ide'
import { fitting } from './fitting'

export interface Entry {
  value: string
  label: string
  note?: string
  icon: Icon
  keys: string
  perform(): void
}

export interface Group {
  value: string
  items: Entry[]
}

/** What a palette of this kind offers for these letters, the best first; without letters all of it. */
export function entries(ide: Ide, words: Words, over: 'find' | 'open' | 'move', typed: string): Group[] {
  const groups =
    over === 'move'
      ? [toMove(ide, words, typed)]
      : typed.startsWith('>')
        ? [toDo(ide, words)]
        : toFind(ide, words, over, typed)
  const letters = over === 'move' ? typed : typed.replace(/^>|:\d*$/, '')
  return groups
    .map(group => {
      const items = group.items
        .map(entry => ({ entry, fits: fitting(entry.label, letters.trim()) }))
        .filter(({ fits }) => fits > 0)
        .sort((a, b) => b.fits - a.fits)
      return { best: items[0]?.fits ?? 0, group: { ...group, items: items.map(({ entry }) => entry) } }
    })
    .filter(({ best }) => best > 0)
    .sort((a, b) => b.best - a.best)
    .map(({ group }) => group)
}

function toFind(ide: Ide, words: Words, over: 'find' | 'open', typed: string): Group[] {
  const line = /^(.*):(\d+)$/.exec(typed)
  const { languages, project } = ide.desk.getState()
  const lines: Group[] =
    line === null || project.active === ''
      ? []
      : [{ value: words.editor, items: [toLine(ide, words, Number(line[2]), typed)] }]
  const files = { value: words.fileGroup, items: toOpen(ide, words, line === null ? null : Number(line[2])) }
  if (over === 'open') return [...(line?.[1] === '' ? lines : []), files]
  const spoken = languages
    .filter(language => language.state === 'ready')
    .map(language => ({
      value: `language ${language.id}`,
      label: language.name,
      icon: Translate,
      keys: '',
      perform: () => ide.choose(language.id),
    }))
  return [...(line?.[1] === '' ? lines : []), files, toDo(ide, words), { value: words.languageGroup, items: spoken }]
}

function toLine(ide: Ide, words: Words, line: number, typed: string): Entry {
  return {
    value: `line ${typed}`,
    label: words.ide.goToLine(line),
    icon: Hash,
    keys: '',
    perform: () => ide.goTo({ file: ide.desk.getState().project.active, line: Math.max(1, line), column: 1 }),
  }
}

/** Files, the ones that were looked at lately first. */
function toOpen(ide: Ide, words: Words, line: number | null): Entry[] {
  const { project, open, findings } = ide.desk.getState()
  const age = (id: string) => (open.recent.includes(id) ? open.recent.indexOf(id) : Number.MAX_SAFE_INTEGER)
  return [...project.files]
    .sort((a, b) => age(a.id) - age(b.id))
    .map(file => {
      const problems = findings.filter(finding => finding.file === file.id).length
      return {
        value: `file ${file.id}`,
        label: file.name,
        ...(problems > 0 ? { note: words.ide.problemsOf(problems) } : {}),
        icon: FileIcon,
        keys: '',
        perform: () =>
          line === null ? ide.activate(file.id) : ide.goTo({ file: file.id, line: Math.max(1, line), column: 1 }),
      }
    })
}

function toDo(ide: Ide, words: Words): Group {
  return {
    value: words.actionGroup,
    items: actions
      .filter(action => action.unlisted !== true && (action.shown?.(ide) ?? true))
      .map(action => ({
        value: action.id,
        label: words.action[action.id],
        icon: action.icon,
        keys: action.keys ? written(action.keys) : '',
        perform: () => press(action, ide, words),
      })),
  }
}

function toMove(ide: Ide, words: Words, typed: string): Group {
  const ids = ide.targets
  const { files } = ide.desk.getState().project
  const there = folders(files)
  const fresh = typed.trim().replace(/^\/+|\/+$/g, '')
  const go = (folder: string) => () => moveFiles(ide, ids, folder)
  const known = there.map(path => ({
    value: `folder ${path}`,
    label: path === '' ? words.ide.top : path,
    icon: FolderSimple,
    keys: '',
    perform: go(path),
  }))
  const made =
    fresh !== '' && brokenRule(fresh) === null && !there.includes(fresh)
      ? [{ value: 'new', label: words.ide.newFolder(fresh), icon: FolderSimplePlus, keys: '', perform: go(fresh) }]
      : []
  return { value: words.ide.moveWhere(ids.length), items: [...known, ...made] }
}
