import * as monaco from 'monaco-editor/editor/editor.api.js'
import 'monaco-editor/editor/browser/widget/diffEditor/diffEditor.contribution.js'
import '../editor/monaco'
import { knownLanguage } from '../editor/languages'
import { define } from '../editor/theme'

const NARROW = '(max-width: 720px)'

/** Two texts side by side. */
export interface Comparison {
  /** What stands on the right now. */
  text(): string
  next(): void
  close(): void
}

interface Texts {
  name: string
  language: string
  left: string
  leftLabel: string
  right: string
  rightLabel: string
  /** Whether the right one may be written on. */
  editable: boolean
  theme: 'light' | 'dark'
}

/** @param hear how many places differ, whenever that is known anew */
export function openComparison(box: HTMLElement, texts: Texts, hear: (places: number) => void): Comparison {
  define(texts.theme)
  monaco.editor.setTheme(`carrel-${texts.theme}`)
  const mode = knownLanguage(texts.name, texts.language)
  const [original, modified] = [texts.left, texts.right].map(text => {
    const model = monaco.editor.createModel(text, mode)
    model.setEOL(monaco.editor.EndOfLineSequence.LF)
    model.updateOptions({
      bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false },
    })
    return model
  }) as [monaco.editor.ITextModel, monaco.editor.ITextModel]
  const editor = monaco.editor.createDiffEditor(box, {
    automaticLayout: true,
    originalEditable: false,
    readOnly: !texts.editable,
    // Tab goes on to what can be chosen; nobody writes much here.
    tabFocusMode: true,
    renderSideBySide: !matchMedia(NARROW).matches,
    useInlineViewWhenSpaceIsLimited: false,
    fontFamily: getComputedStyle(document.documentElement).getPropertyValue('--mono'),
    fontSize: 13,
    lineHeight: 20,
    fontLigatures: false,
    minimap: { enabled: false },
    scrollBeyondLastLine: false,
    renderOverviewRuler: false,
    stickyScroll: { enabled: false },
    renderMarginRevertIcon: false,
    renderGutterMenu: false,
    unicodeHighlight: { ambiguousCharacters: false },
  })
  editor.setModel({ original, modified })
  editor.onDidUpdateDiff(() => {
    // The names that it takes for both it forgets whenever it lays itself out anew.
    editor.getOriginalEditor().updateOptions({ ariaLabel: texts.leftLabel })
    editor.getModifiedEditor().updateOptions({ ariaLabel: texts.rightLabel })
    hear(editor.getLineChanges()?.length ?? 0)
  })
  return {
    text: () => modified.getValue(monaco.editor.EndOfLinePreference.LF),
    next: () => {
      editor.goToDiff('next')
      editor.getModifiedEditor().focus()
    },
    close: () => {
      editor.dispose()
      original.dispose()
      modified.dispose()
    },
  }
}
