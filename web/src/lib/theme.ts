import { create } from 'zustand'

export type Theme = 'light' | 'dark'
/** What somebody chose; null goes with the device. */
export type ChosenTheme = Theme | null

const KEY = 'carrel.theme'

/** The theme that the page was painted with before its first frame. */
export const useTheme = create<{ theme: Theme; chosen: ChosenTheme }>(() => ({
  theme: document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light',
  chosen: kept(),
}))

export function switchTheme(): void {
  chooseTheme(useTheme.getState().theme === 'dark' ? 'light' : 'dark')
}

export function chooseTheme(chosen: ChosenTheme): void {
  const theme = chosen ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')
  document.documentElement.dataset.theme = theme
  try {
    if (chosen === null) localStorage.removeItem(KEY)
    else localStorage.setItem(KEY, chosen)
  } catch {
    // It holds until the page is left.
  }
  useTheme.setState({ theme, chosen })
}

/** Who chose none has the device's, also when that changes in the evening. */
export function followDevice(): void {
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => {
    if (useTheme.getState().chosen === null) chooseTheme(null)
  })
}

function kept(): ChosenTheme {
  try {
    const text = localStorage.getItem(KEY)
    return text === 'dark' || text === 'light' ? text : null
  } catch {
    return null
  }
}
