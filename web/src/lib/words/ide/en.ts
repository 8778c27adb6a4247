/** The names of what can be done with files, tabs and the page. */
export const actionsEn = {
  upload: 'Upload files',
  moveTo: 'Move to a folder',
  startWith: 'Start the program with it',
  selectAll: 'Select all files',
  format: 'Format document',
  downloadFile: 'Download it',
  closeTab: 'Close tab',
  closeOthers: 'Close other tabs',
  closeAll: 'Close all tabs',
  pinTab: 'Pin tab',
  unpinTab: 'Unpin tab',
  goToTab: 'Go to tab 1 to 9',
  quickOpen: 'Open a file',
  findInFiles: 'Find in all files',
  replaceAll: 'Replace all',
  regionBefore: 'Previous part of the page',
  settings: 'Settings',
  keys: 'Keys',
  wrap: 'Wrap long lines',
  plainOutput: 'Output for screen readers',
}

/** What an IDE says of files, tabs and itself, in English. */
export const ideEn = {
  name: (n: number) => `Editor ${n}`,
  noneOpen: 'No file is open.',
  folder: (name: string) => `Folder ${name}`,
  top: 'No folder',
  newFolder: (name: string) => `New folder ${name}`,
  moveWhere: (n: number) => (n === 1 ? 'Move the file to' : `Move ${n} files to`),
  moved: (n: number, folder: string) =>
    `${n === 1 ? '1 file' : `${n} files`} moved to ${folder === '' ? 'the top' : folder}.`,
  selected: (n: number) => (n === 1 ? '1 file selected' : `${n} files selected`),
  treeHint: 'Arrows go along, Space selects, Enter opens, F2 renames, Delete deletes, Alt M moves.',
  dropHere: 'Drop files here',
  uploaded: (n: number) => (n === 1 ? '1 file is here.' : `${n} files are here.`),
  notTaken: (n: number) => (n === 1 ? '1 file did not come in.' : `${n} files did not come in.`),
  notMoved: 'Nothing was moved.',
  faults: {
    extension: 'Neither a source of this language nor a data file.',
    'not-text': 'It is no text.',
    'too-large': 'A source may have 100 000 bytes, a data file a megabyte.',
    'too-many': 'A project has at most 100 files.',
  },
  removedMany: (n: number) => `${n} files are deleted.`,
  changed: (n: number) => (n === 1 ? '1 file is changed.' : `${n} files are changed.`),

  tabs: 'All tabs',
  recent: 'Closed before',
  openHere: 'Open here',
  pinned: 'pinned',
  modified: 'not kept yet',

  find: 'Find',
  replaceBy: 'Replace by',
  matchCase: 'Same case',
  wholeWord: 'Whole words',
  found: (n: number, files: number) =>
    n === 0
      ? 'Nothing is found.'
      : `${n === 1 ? '1 place' : `${n} places`} in ${files === 1 ? '1 file' : `${files} files`}`,
  foundMost: (n: number) => `The first ${n} places; look for more to see less.`,
  replaceIn: (file: string) => `Replace all in ${file}`,
  lineOf: (line: number) => `line ${line}`,
  goToLine: (line: number) => `Go to line ${line}`,
  paletteHint: { choose: 'choose', actions: 'only what can be done', line: 'line' },
  problemsOf: (n: number) => (n === 1 ? '1 problem' : `${n} problems`),

  notDone: (action: string) => `${action}: not now.`,
  noFormatter: (language: string) => `There is no formatter for ${language} here.`,
  formatterAway: (language: string, formatter: string) =>
    `${formatter}, which formats ${language}, is not installed on this server.`,
  notSource: (file: string, language: string) => `${file} is not written in ${language}.`,
  formatting: 'Formatting',
  formatted: 'Formatted.',
  writtenMeanwhile: 'You wrote meanwhile, so nothing was changed.',

  seems: (language: string) => `This looks like ${language}.`,
  seemsSay: (language: string, now: string) =>
    `The language is ${now}. Your ${now} project stays as it is; ${language} has one of its own.`,
  takeOver: (language: string) => `Open it as ${language}`,
  stay: 'Stay',

  environment: 'Environment',
  environmentHint: 'Variables, one a line: NAME=value',
  environmentWrong: (line: string) => `“${line}” is no NAME=value. Nothing of this goes to the program.`,

  frames: (n: number) => `Animation, ${n} pictures`,
  frame: (n: number, of: number) => `Picture ${n} of ${of}`,
  play: 'Play',
  pause: 'Pause',
  stepBack: 'One picture back',
  stepOn: 'One picture on',
  speed: 'Pictures a second',

  split: 'Room for the code',
  settingsHint: 'They hold in this browser, at once.',
  fontSize: 'Size of the code',
  tabWidth: 'Width of a tab',
  wrapHint: 'Lines that are longer than the editor is wide go on below',
  minimap: 'Small map of the file beside the text',
  theme: 'Colours',
  themes: { system: 'As the device', light: 'Light', dark: 'Dark' },
  plainOutputHint: 'Plain text that stands still, for going through line by line',
  asBefore: 'Back to the defaults',
  keysHint: 'What a key does depends on where you are; these hold everywhere unless they say where.',
  keyColumn: 'Key',
  doesColumn: 'Does',
  whereTabs: 'in files and tabs',
  whereTree: 'in the files',
  whereRun: 'in the run part',
  leaveKeys: 'Esc, then Tab',
  plainFrom: (stream: string) => `${stream}: `,
  plainSkipped: (n: number) => `${n} lines before these are not shown.`,
}

export type IdeWords = typeof ideEn
