export type Theme = 'light' | 'dark' | 'auto'

const KEY = 'binnacle.theme'

export function storedTheme(): Theme {
  return themeOf(localStorage.getItem(KEY))
}

export function themeOf(text: string | null): Theme {
  return text === 'light' || text === 'dark' ? text : 'auto'
}

/** Auto follows the system. */
export function applyTheme(theme: Theme): void {
  localStorage.setItem(KEY, theme)
  if (theme === 'auto') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = theme
}
