import { existsSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join } from 'node:path'
import { chromium } from '@playwright/test'

/** Chromium as it is called on a PATH, and the browsers made of it. */
const NAMES = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
  'microsoft-edge',
  'microsoft-edge-stable',
]
/** Where installers put them that put nothing on the PATH. */
const INSTALLED: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  linux: ['/opt/google/chrome/chrome', '/opt/microsoft/msedge/msedge', '/snap/bin/chromium'],
  darwin: ['Google Chrome', 'Chromium', 'Microsoft Edge'].flatMap((name) =>
    ['/', homedir()].map((folder) => join(folder, 'Applications', `${name}.app`, 'Contents', 'MacOS', name)),
  ),
  win32: ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA'].flatMap((variable) =>
    ['Google/Chrome/Application/chrome.exe', 'Chromium/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'].map((path) =>
      join(process.env[variable] ?? '', path),
    ),
  ),
}
const CACHES: Partial<Record<NodeJS.Platform, string>> = {
  linux: join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'ms-playwright'),
  darwin: join(homedir(), 'Library', 'Caches', 'ms-playwright'),
  win32: join(process.env['LOCALAPPDATA'] ?? '', 'ms-playwright'),
}

/** Every Chromium of this machine, the one to prefer first: `E2E_CHROMIUM`, Playwright's own, what is on the PATH, what is installed, what another Playwright downloaded. */
export function chromiums(): string[] {
  const onPath = (process.env['PATH'] ?? '').split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)))
  const all = [process.env['E2E_CHROMIUM'] ?? '', chromium.executablePath(), ...onPath, ...(INSTALLED[process.platform] ?? []), ...downloaded()]
  return [...new Set(all)].filter((path) => path !== '' && existsSync(path))
}

/** The Chromium to test with. Throws a sentence that says how to get one. */
export function findChromium(): string {
  const [found] = chromiums()
  if (found !== undefined) return found
  throw new Error(
    'No Chromium found. Install one with `npx playwright install chromium`, or on Debian `apt-get install chromium-headless-shell`, or name it in E2E_CHROMIUM.',
  )
}

/** Chromiums of Playwright's other versions, the newest first. */
function downloaded(): string[] {
  const cache = process.env['PLAYWRIGHT_BROWSERS_PATH'] ?? CACHES[process.platform]
  if (cache === undefined || !existsSync(cache)) return []
  const revisions = readdirSync(cache).filter((name) => name.startsWith('chromium'))
  const programs = /^(chrome|headless_shell|chrome-headless-shell|Chromium|Google Chrome for Testing)(\.exe)?$/
  return revisions
    .sort((one, other) => Number(other.split('-')[1]) - Number(one.split('-')[1]))
    .flatMap((name) => readdirSync(join(cache, name), { recursive: true, withFileTypes: true }))
    .filter((file) => file.isFile() && programs.test(file.name))
    .map((file) => join(file.parentPath, file.name))
}
