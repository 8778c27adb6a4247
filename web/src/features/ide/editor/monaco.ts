import * as monaco from 'monaco-editor/editor/editor.api.js'
import EditorWorker from 'monaco-editor/editor/editor.worker.js?worker'
import type { Ide } from '../ide'
import type { Finding } from '../run/findings'
import type { Settings } from '../settings/settings'
import './contributions'
import { change } from './change'
import { knownLanguage } from './languages'
import { define } from './theme'

self.MonacoEnvironment = { getWorker: () => new EditorWorker() }

/** One editor on the page, which shows one file at a time and remembers how each was left. */
export interface Pane {
  show(file: string, name: string, language: string, label: string): void
  goTo(line: number, column: number): void
  /** Takes over from a field with the same text, in which this was selected. */
  goOn(from: number, to: number): void
  paint(theme: 'light' | 'dark'): void
  /** As somebody wants to work. */
  suit(settings: Settings): void
  /** Lets go of what is no file any more. */
  hold(files: readonly { id: string }[]): void
  /** Underlines what the last run was found to have. */
  mark(findings: readonly Finding[]): void
  close(): void
}

interface Hearing {
  typed(file: string): void
  caret(line: number, column: number): void
  /** Something was pasted, and the file holds this now. */
  pasted(text: string, whole: string): void
}

interface Opened {
  model: monaco.editor.ITextModel
  view: monaco.editor.ICodeEditorViewState | null
  giveBack(): void
}

export function openPane(box: HTMLElement, { texts, number }: Ide, settings: Settings, hear: Hearing): Pane {
  const editor = monaco.editor.create(box, {
    model: null,
    automaticLayout: true,
    fontFamily: getComputedStyle(document.documentElement).getPropertyValue('--mono'),
    ...suited(settings),
    fontLigatures: false,
    scrollBeyondLastLine: false,
    padding: { top: 10, bottom: 10 },
    // The box itself is not shown yet.
    ...fitting((box.parentElement ?? box).clientWidth),
    glyphMargin: false,
    overviewRulerLanes: 0,
    stickyScroll: { enabled: false },
    fixedOverflowWidgets: true,
    unicodeHighlight: { ambiguousCharacters: false },
    accessibilitySupport: 'auto',
  })
  const opened = new Map<string, Opened>()
  let shown = ''
  let marked: readonly Finding[] = []
  let { tabWidth } = settings

  editor.onDidLayoutChange(({ width }) => width > 0 && editor.updateOptions(fitting(width)))
  editor.onDidChangeCursorPosition(({ position }) => hear.caret(position.lineNumber, position.column))
  editor.onDidPaste(({ range }) => {
    const model = editor.getModel()
    if (model !== null) hear.pasted(model.getValueInRange(range), model.getValue())
  })
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
    const uri = monaco.Uri.from({ scheme: 'carrel', path: `/${number}/${file}/${name}` })
    const model = monaco.editor.createModel(texts.get(file), language, uri)
    model.updateOptions({
      tabSize: tabWidth,
      bracketColorizationOptions: { enabled: false, independentColorPoolPerBracketType: false },
    })
    model.setEOL(monaco.editor.EndOfLineSequence.LF)
    const giveBack = texts.lend(file, {
      read: () => model.getValue(monaco.editor.EndOfLinePreference.LF),
      replace: text => rewrite(model, text),
    })
    model.onDidChangeContent(() => hear.typed(file))
    const entry = { model, view: null, giveBack }
    opened.set(file, entry)
    underline(model, file, marked)
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
    goOn(from, to) {
      const model = editor.getModel()
      if (model === null) return
      editor.setSelection(monaco.Range.fromPositions(model.getPositionAt(from), model.getPositionAt(to)))
      editor.focus()
    },
    paint(theme) {
      define(theme)
      monaco.editor.setTheme(`carrel-${theme}`)
    },
    suit(settings) {
      tabWidth = settings.tabWidth
      editor.updateOptions(suited(settings))
      for (const { model } of opened.values()) model.updateOptions({ tabSize: tabWidth })
    },
    hold(files) {
      for (const [file, entry] of opened) {
        if (files.some(one => one.id === file)) continue
        opened.delete(file)
        if (shown === file) {
          shown = ''
          editor.setModel(null)
        }
        entry.giveBack()
        entry.model.dispose()
      }
    },
    mark(findings) {
      marked = findings
      for (const [file, { model }] of opened) underline(model, file, findings)
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

/** Puts another text in, as one step that can be undone; what stays the same keeps its caret. */
function rewrite(model: monaco.editor.ITextModel, text: string): void {
  const one = change(model.getValue(monaco.editor.EndOfLinePreference.LF), text)
  if (one === null) return
  const range = monaco.Range.fromPositions(model.getPositionAt(one.from), model.getPositionAt(one.to))
  model.pushStackElement()
  model.pushEditOperations([], [{ range, text: one.by }], () => null)
  model.pushStackElement()
}

/** Where there is little room, most of it is for the text. */
function fitting(width: number): monaco.editor.IEditorOptions {
  const narrow = width < 560
  return { lineNumbersMinChars: narrow ? 2 : 3, lineDecorationsWidth: narrow ? 6 : 12, folding: !narrow }
}

function suited({ fontSize, wrap, minimap }: Settings): monaco.editor.IEditorOptions {
  return {
    fontSize,
    lineHeight: Math.round(fontSize * 1.556),
    wordWrap: wrap ? 'on' : 'off',
    minimap: { enabled: minimap },
  }
}

const SEVERITIES = {
  error: monaco.MarkerSeverity.Error,
  warning: monaco.MarkerSeverity.Warning,
  note: monaco.MarkerSeverity.Info,
}

function underline(model: monaco.editor.ITextModel, file: string, findings: readonly Finding[]): void {
  const markers = findings
    .filter(finding => finding.file === file && finding.line <= model.getLineCount())
    .map(({ line, column, kind, text }) => {
      const word = column > 1 ? model.getWordAtPosition({ lineNumber: line, column }) : null
      return {
        severity: SEVERITIES[kind],
        message: text,
        startLineNumber: line,
        endLineNumber: line,
        startColumn: word?.startColumn ?? (column > 1 ? column : model.getLineFirstNonWhitespaceColumn(line)),
        endColumn: word?.endColumn ?? model.getLineMaxColumn(line),
      }
    })
  monaco.editor.setModelMarkers(model, 'run', markers)
}
