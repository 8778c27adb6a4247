/**
 * The texts of the files. An open editor is the truth about its file, so it lends its text; what replaces a text from
 * outside tells the editor.
 */
export class Texts {
  private readonly texts = new Map<string, string>()
  private readonly lent = new Map<string, { read: () => string; replace: (text: string) => void }>()

  get(id: string): string {
    return this.lent.get(id)?.read() ?? this.texts.get(id) ?? ''
  }

  set(id: string, text: string): void {
    const clean = text.replaceAll(/\r\n?/g, '\n')
    this.texts.set(id, clean)
    this.lent.get(id)?.replace(clean)
  }

  lend(id: string, editor: { read: () => string; replace: (text: string) => void }): () => void {
    this.lent.set(id, editor)
    return () => {
      if (this.lent.get(id) !== editor) return
      this.texts.set(id, editor.read())
      this.lent.delete(id)
    }
  }
}
