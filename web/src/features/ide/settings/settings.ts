import { create } from 'zustand'

/** How one person wants to work, in every IDE of this browser. */
export interface Settings {
  fontSize: number
  tabWidth: number
  wrap: boolean
  minimap: boolean
  /** Output as plain text that a screen reader goes through line by line. */
  plainOutput: boolean
  /** Of the room for code and run, how much the code has, in percent; null as it comes. */
  split: number | null
}

export const FONT_SIZES = { least: 11, most: 28 } as const
export const TAB_WIDTHS = [2, 3, 4, 8] as const
export const SPLITS = { least: 30, most: 75, usual: 55 } as const
const DEFAULT: Settings = {
  fontSize: 13.5,
  tabWidth: 4,
  wrap: false,
  minimap: false,
  plainOutput: false,
  split: null,
}
const KEY = 'carrel.settings'
const VERSION = 1

export const useSettings = create<Settings>(() => read(kept()))

/** What was kept, as far as it makes sense; the rest is as it is for everybody. */
export function read(text: string | null): Settings {
  let said: Record<string, unknown> = {}
  try {
    const value: unknown = JSON.parse(text ?? '{}')
    if (typeof value === 'object' && value !== null) said = value as Record<string, unknown>
  } catch {
    // It is as if nothing had been kept.
  }
  const { fontSize, tabWidth, wrap, minimap, plainOutput, split } = said
  return {
    fontSize:
      typeof fontSize === 'number' && fontSize >= FONT_SIZES.least && fontSize <= FONT_SIZES.most
        ? fontSize
        : DEFAULT.fontSize,
    tabWidth: TAB_WIDTHS.find(width => width === tabWidth) ?? DEFAULT.tabWidth,
    wrap: wrap === true,
    minimap: minimap === true,
    plainOutput: plainOutput === true,
    split: typeof split === 'number' ? Math.min(SPLITS.most, Math.max(SPLITS.least, split)) : null,
  }
}

export function set(part: Partial<Settings>): void {
  const now = read(JSON.stringify({ ...useSettings.getState(), ...part }))
  useSettings.setState(now)
  try {
    localStorage.setItem(KEY, JSON.stringify({ version: VERSION, ...now }))
  } catch {
    // They hold until the page is left.
  }
}

export function back(): void {
  set(DEFAULT)
}

function kept(): string | null {
  try {
    return localStorage.getItem(KEY)
  } catch {
    return null
  }
}

// What is changed in one tab holds in all.
if (typeof window !== 'undefined') {
  window.addEventListener('storage', event => {
    if (event.key === KEY) useSettings.setState(read(event.newValue))
  })
}
