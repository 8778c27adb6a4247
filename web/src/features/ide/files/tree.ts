import type { File } from '../project'

/** One line of the tree: a folder, which is there because files are in it, or a file. */
export type Row =
  | { is: 'folder'; path: string; name: string; level: number; open: boolean; files: readonly string[] }
  | { is: 'file'; path: string; name: string; level: number; file: File }

export function keyOf(row: Row): string {
  return row.is === 'folder' ? `${row.path}/` : row.file.id
}

/** The folder that a name lies in; empty at the top. */
export function folderOf(name: string): string {
  return name.slice(0, Math.max(0, name.lastIndexOf('/')))
}

/** Folders first, each part by name; what lies in a closed folder is not there. */
export function rows(files: readonly File[], shut: ReadonlySet<string>, under = '', level = 1): Row[] {
  const inside = files.filter(file => under === '' || file.name.startsWith(`${under}/`))
  const rest = (file: File) => (under === '' ? file.name : file.name.slice(under.length + 1))
  const folders = [...new Set(inside.map(rest).filter(name => name.includes('/')))]
    .map(name => name.slice(0, name.indexOf('/')))
    .filter((name, i, all) => all.indexOf(name) === i)
    .sort(byName)
  const here = inside.filter(file => !rest(file).includes('/')).sort((a, b) => byName(rest(a), rest(b)))
  return [
    ...folders.flatMap((name): Row[] => {
      const path = under === '' ? name : `${under}/${name}`
      const open = !shut.has(path)
      const within = inside.filter(file => file.name.startsWith(`${path}/`)).map(file => file.id)
      const folder: Row = { is: 'folder', path, name, level, open, files: within }
      return open ? [folder, ...rows(inside, shut, path, level + 1)] : [folder]
    }),
    ...here.map((file): Row => ({ is: 'file', path: file.name, name: rest(file), level, file })),
  ]
}

/** All folders, the top (an empty name) first. */
export function folders(files: readonly File[]): string[] {
  const all = new Set([''])
  for (const file of files) {
    for (let path = folderOf(file.name); path !== ''; path = folderOf(path)) all.add(path)
  }
  return [...all].sort(byName)
}

function byName(a: string, b: string): number {
  return a.localeCompare(b, undefined, { numeric: true })
}
