import { useState } from 'react'
import { paths } from '../../paths.ts'
import { Link } from '../../ui/Link.tsx'
import { applyTheme, storedTheme, type Theme } from '../../ui/theme.ts'
import { ActivityBell } from './ActivityBell.tsx'
import { ContextPicker } from './ContextPicker.tsx'
import { LineIcon } from './LineIcon.tsx'
import { NamespacePicker } from './NamespacePicker.tsx'

const NEXT: Readonly<Record<Theme, Theme>> = { auto: 'light', light: 'dark', dark: 'auto' }
const THEMES: Readonly<Record<Theme, { label: string; icon: string }>> = {
  auto: { label: 'as the system', icon: 'M8 2.2a5.8 5.8 0 1 0 0 11.6 5.8 5.8 0 0 0 0-11.6M8 4.6v6.8a3.4 3.4 0 0 0 0-6.8' },
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
      <Link href={paths.home} className="flex shrink-0 items-center gap-2 pr-1 text-[14px] font-semibold text-text no-underline">
        <img src="/binnacle.svg" alt="" width="20" height="20" />
        <span className="max-[640px]:sr-only">Binnacle</span>
      </Link>
      <ContextPicker />
      <NamespacePicker />
      <span className="grow" />
      <ActivityBell />
      <button type="button" className="pill" onClick={turn} aria-label={`Theme: ${THEMES[theme].label}. Change`} title={`Theme: ${THEMES[theme].label}`}>
        <LineIcon d={THEMES[theme].icon} />
      </button>
      <button type="button" className="pill" onClick={onHelp} aria-label="Help: keys" aria-keyshortcuts="?">
        <kbd className="kbd">?</kbd>
      </button>
    </header>
  )
}
