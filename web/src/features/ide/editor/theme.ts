import * as monaco from 'monaco-editor/editor/editor.api.js'

/** Makes the editor's theme from the tokens that hold now. Syntax uses four inks only; all else is ink. */
export function define(theme: 'light' | 'dark'): void {
  const style = getComputedStyle(document.documentElement)
  const token = (name: string) => style.getPropertyValue(`--${name}`).trim()
  const bare = (name: string) => token(name).slice(1)
  const ink = token('ink')
  monaco.editor.defineTheme(`carrel-${theme}`, {
    base: theme === 'dark' ? 'vs-dark' : 'vs',
    inherit: false,
    rules: [
      { token: '', foreground: bare('ink') },
      { token: 'comment', foreground: bare('ink-3'), fontStyle: 'italic' },
      { token: 'keyword', foreground: bare('green'), fontStyle: 'bold' },
      { token: 'string', foreground: bare('brass-text') },
      { token: 'regexp', foreground: bare('brass-text') },
      { token: 'number', foreground: bare('blue') },
      { token: 'constant', foreground: bare('blue') },
      { token: 'predefined', foreground: bare('blue') },
      { token: 'type', foreground: bare('ink') },
      { token: 'invalid', foreground: bare('red') },
    ],
    colors: {
      'editor.background': token('sheet'),
      'diffEditor.insertedLineBackground': token('green-soft'),
      'diffEditor.insertedTextBackground': `${token('green')}33`,
      'diffEditor.removedLineBackground': token('red-soft'),
      'diffEditor.removedTextBackground': `${token('red')}33`,
      'editor.foreground': ink,
      'editorLineNumber.foreground': token('ink-3'),
      'editorLineNumber.activeForeground': ink,
      'editor.lineHighlightBackground': `${ink}0b`,
      'editor.lineHighlightBorder': '#00000000',
      'editorCursor.foreground': token('blue'),
      'editor.selectionBackground': token('blue-soft'),
      'editor.findMatchBackground': token('brass-soft'),
      'editor.findMatchHighlightBackground': token('brass-soft'),
      'editorBracketMatch.border': token('edge'),
      'editorBracketMatch.background': '#00000000',
      'editorError.foreground': token('red'),
      'editorWarning.foreground': token('brass'),
      'editorInfo.foreground': token('blue'),
      'editorHoverWidget.background': token('raised'),
      'editorHoverWidget.foreground': ink,
      'editorHoverWidget.border': token('line'),
      'editorIndentGuide.background1': token('line'),
      'editorWidget.background': token('raised'),
      'editorWidget.foreground': ink,
      'editorWidget.border': token('line'),
      'editorSuggestWidget.background': token('raised'),
      'editorSuggestWidget.selectedBackground': token('green-soft'),
      'editorSuggestWidget.selectedForeground': ink,
      'input.background': token('sheet'),
      'input.foreground': ink,
      'input.border': token('edge'),
      focusBorder: token('blue'),
      'scrollbarSlider.background': `${token('edge')}55`,
      'scrollbarSlider.hoverBackground': `${token('edge')}88`,
      'widget.shadow': '#00000033',
    },
  })
}
