import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from '@playwright/test'

const names = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome']

/** The Chromium to test with: `E2E_CHROMIUM`, else Playwright's own if it was downloaded, else one on the PATH. Throws a sentence that says how to get one. */
export function findChromium(): string {
  const onPath = (process.env['PATH'] ?? '').split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)))
  const found = [process.env['E2E_CHROMIUM'] ?? '', chromium.executablePath(), ...onPath].find((path) => path !== '' && existsSync(path))
  if (found !== undefined) return found
  throw new Error(
    'No Chromium found. Install one with `npx playwright install chromium`, or on Debian `apt-get install chromium-headless-shell`, or name it in E2E_CHROMIUM.',
  )
}
