import * as monaco from 'monaco-editor/editor/editor.api.js'
import EditorWorker from 'monaco-editor/editor/editor.worker.js?worker'
import type { Texts } from '../texts'
import './contributions'
import { knownLanguage } from './languages'
import { define } from './theme'

self.MonacoEnvironment = { getWorker: () => new EditorWorker() }

/** One editor on the page, which shows one file at a time and remembers how each was left. */
export interface Pane {
  show(file: string, name: string, language: string, label: string): void
  goTo(line: number, column: number): void
  paint(theme: 'light' | 'dark'): void
  close(): void
}

interface Hearing {
  typed(): void
  caret(line: number, column: number): void
}

interface Opened {
  model: monaco.editor.ITextModel
  view: monaco.editor.ICodeEditorViewState | null
  giveBack(): void
}

export function openPane(box: HTMLElement, texts: Texts, hear: Hearing): Pane {
  const phone = matchMedia('(max-width: 720px)').matches
  const editor = monaco.editor.create(box, {
    model: null,
    automaticLayout: true,
    fontFamily: getComputedStyle(document.documentElement).getPropertyValue('--mono'),
    fontSize: phone ? 13 : 13.5,
    lineHeight: 21,
    fontLigatures: false,
    minimap: { enabled: false },
    scrollBeyondLastLine: false,
    padding: { top: 10, bottom: 10 },
    lineNumbersMinChars: phone ? 2 : 3,
    lineDecorationsWidth: phone ? 6 : 12,
    folding: !phone,
    glyphMargin: false,
    overviewRulerLanes: 0,
    stickyScroll: { enabled: false },
    fixedOverflowWidgets: true,
    unicodeHighlight: { ambiguousCharacters: false },
    accessibilitySupport: 'auto',
  })
  const opened = new Map<string, Opened>()
  let shown = ''

  editor.onDidChangeCursorPosition(({ position }) => hear.caret(position.lineNumber, position.column))
  // Tab writes a tab; after Escape the next one leaves, as people who use no mouse need it.
  let leaving = false
  editor.onKeyDown(event => {
    if (event.keyCode === monaco.KeyCode.Tab && leaving) {
      event.stopPropagation()
      leaving = false
      return
    }
    leaving = event.keyCode === monaco.KeyCode.Escape || (leaving && event.keyCode === monaco.KeyCode.Shift)
  })
  box.addEventListener(
    'keydown',
    event => {
      if (event.key === 'Tab' && leaving) event.stopImmediatePropagation()
    },
    true,
  )

  function open(file: string, name: string, language: string): Opened {
    const known = opened.get(file)
    if (known !== undefined) return known
    const uri = monaco.Uri.from({ scheme: 'carrel', path: `/${file}/${name}` })
    const model = monaco.editor.createModel(texts.get(file), language, uri)
    model.updateOptions({
      tabSize: 4,
      bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false },
    })
    model.setEOL(monaco.editor.EndOfLineSequence.LF)
    const giveBack = texts.lend(file, {
      read: () => model.getValue(monaco.editor.EndOfLinePreference.LF),
      replace: text => model.getValue() !== text && model.setValue(text),
    })
    model.onDidChangeContent(() => hear.typed())
    const entry = { model, view: null, giveBack }
    opened.set(file, entry)
    return entry
  }

  return {
    show(file, name, language, label) {
      const before = opened.get(shown)
      if (before !== undefined && shown !== file) before.view = editor.saveViewState()
      const mode = knownLanguage(name, language)
      const entry = open(file, name, mode)
      monaco.editor.setModelLanguage(entry.model, mode)
      editor.updateOptions({ ariaLabel: label })
      if (shown === file) return
      shown = file
      editor.setModel(entry.model)
      if (entry.view !== null) editor.restoreViewState(entry.view)
    },
    goTo(line, column) {
      editor.setPosition({ lineNumber: line, column })
      editor.revealLineInCenterIfOutsideViewport(line)
      editor.focus()
    },
    paint(theme) {
      define(theme)
      monaco.editor.setTheme(`carrel-${theme}`)
    },
    close() {
      for (const entry of opened.values()) {
        entry.giveBack()
        entry.model.dispose()
      }
      editor.dispose()
    },
  }
}
