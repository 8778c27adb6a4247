import { create } from 'zustand'

export type Theme = 'light' | 'dark'

const KEY = 'carrel.theme'

/** The theme that the page was painted with before its first frame. */
export const useTheme = create<{ theme: Theme }>(() => ({
  theme: document.documentElement.dataset.theme === 'dark' ? 'dark' : 'light',
}))

export function switchTheme(): void {
  const theme = useTheme.getState().theme === 'dark' ? 'light' : 'dark'
  document.documentElement.dataset.theme = theme
  try {
    localStorage.setItem(KEY, theme)
  } catch {
    // It holds until the page is left.
  }
  useTheme.setState({ theme })
}
