import type { Action } from './action'
import * as filing from './filing'
import * as finding from './finding'
import * as looking from './looking'
import * as running from './running'
import { save } from './saving'
import * as tabbing from './tabbing'
import * as waiting from './waiting'

export * from './filing'
export * from './finding'
export * from './looking'
export * from './running'
export * from './saving'
export * from './tabbing'
export * from './waiting'
export type { Action }

const { run, stop, input, typeInput, writeInput, endInput, interrupt, copy, clear, readOutput } = running
const { newFile, upload, rename, moveTo, startWith, remove, selectAll, format } = filing
const { downloadFile, download, template, putBack } = filing
const { closeTab, closeOthers, closeAll, pinTab, unpinTab, moveLeft, moveRight, goToTab } = tabbing
const { palette, quickOpen, findInFiles, replaceAll, showFiles } = finding
const { nextProblem, previousProblem, region, regionBefore } = finding
const { keepMine, takeTheirs, keepBoth } = waiting
const { settings, keys, wrap, plainOutput, theme, language } = looking

/** Everything that can be done here, in the order in which it is shown. */
export const actions: readonly Action[] = [
  ...[run, stop, input, typeInput, writeInput, endInput, interrupt, copy, clear, readOutput],
  ...[palette, quickOpen, findInFiles, replaceAll, nextProblem, previousProblem],
  ...[newFile, upload, rename, moveTo, startWith, remove, selectAll, format],
  ...[downloadFile, download, template, putBack, keepMine, takeTheirs, keepBoth],
  ...[closeTab, closeOthers, closeAll, pinTab, unpinTab, moveLeft, moveRight, goToTab],
  ...[save, showFiles, region, regionBefore, settings, keys, wrap, plainOutput, theme, language],
]
