import type { Ide } from './ide'

/** Each file by its own name: no archive to unpack, and nothing that a browser has to be asked for. */
export function downloadFiles(ide: Ide): void {
  for (const file of ide.desk.getState().project.files) {
    const url = URL.createObjectURL(new Blob([ide.texts.get(file.id)], { type: 'text/plain' }))
    const link = document.createElement('a')
    link.href = url
    link.download = file.name.replaceAll('/', '-')
    link.click()
    setTimeout(() => URL.revokeObjectURL(url), 10_000)
  }
}
