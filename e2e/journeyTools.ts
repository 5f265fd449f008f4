import { chromium } from '@playwright/test'
import { chromiums } from './browser.ts'
import { findKubectl } from './clusters/findKubectl.ts'

/** Prints as one line of JSON what this machine has for journeys on the demo cluster: a Chromium that starts, and a kubectl. Installs and builds nothing. */
const isRoot = process.getuid?.() === 0

async function firstThatStarts(): Promise<{ path: string; version: string; sandbox: boolean } | null> {
  for (const path of chromiums()) {
    // Where the kernel has no sandbox for it (in many containers), it shows our own pages without one.
    for (const sandbox of isRoot ? [false] : [true, false]) {
      const browser = await chromium.launch({ executablePath: path, chromiumSandbox: sandbox }).catch(() => undefined)
      const version = browser?.version()
      await browser?.close()
      if (version !== undefined) return { path, version, sandbox }
    }
  }
  return null
}

process.stdout.write(`${JSON.stringify({ chromium: await firstThatStarts(), found: chromiums(), kubectl: (await findKubectl()) ?? null })}\n`)
