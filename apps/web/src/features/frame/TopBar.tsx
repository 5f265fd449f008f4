import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { applyTheme, storedTheme, type Theme } from '../../ui/theme.ts'
import { ContextPicker } from './ContextPicker.tsx'
import { NamespacePicker } from './NamespacePicker.tsx'

const NEXT: Readonly<Record<Theme, Theme>> = { auto: 'light', light: 'dark', dark: 'auto' }
const THEMES: Readonly<Record<Theme, { label: string; icon: string }>> = {
  auto: { label: 'as the system', icon: 'M8 2a6 6 0 1 0 0 12zM8 2a6 6 0 0 1 0 12' },
  light: {
    label: 'light',
    icon: 'M8 5a3 3 0 1 0 0 6 3 3 0 0 0 0-6zM8 1v1.6M8 13.4V15M1 8h1.6M13.4 8H15M3.1 3.1l1.1 1.1M11.8 11.8l1.1 1.1M12.9 3.1l-1.1 1.1M4.2 11.8l-1.1 1.1',
  },
  dark: { label: 'dark', icon: 'M13.5 9.6A6 6 0 0 1 6.4 2.5a6 6 0 1 0 7.1 7.1z' },
}

export function TopBar({ onHelp }: { onHelp: () => void }) {
  const [theme, setTheme] = useState(storedTheme)
  const turn = () => {
    applyTheme(NEXT[theme])
    setTheme(NEXT[theme])
  }
  return (
    <header className="top-bar">
      <Link to="/" className="flex items-center gap-2 pr-1 text-[14px] font-semibold text-text no-underline">
        <img src="/binnacle.svg" alt="" width="20" height="20" />
        Binnacle
      </Link>
      <ContextPicker />
      <NamespacePicker />
      <span className="grow" />
      <button type="button" className="pill" onClick={turn} aria-label={`Theme: ${THEMES[theme].label}. Change`} title={`Theme: ${THEMES[theme].label}`}>
        <svg
          aria-hidden="true"
          width="15"
          height="15"
          viewBox="0 0 16 16"
          fill={theme === 'auto' ? 'currentColor' : 'none'}
          stroke="currentColor"
          strokeWidth="1.4"
          strokeLinecap="round"
          strokeLinejoin="round"
        >
          <path d={THEMES[theme].icon} fillOpacity={theme === 'auto' ? 0.9 : 0} />
        </svg>
      </button>
      <button type="button" className="pill" onClick={onHelp} aria-label="Help: keys" aria-keyshortcuts="?">
        <kbd className="kbd">?</kbd>
      </button>
    </header>
  )
}
