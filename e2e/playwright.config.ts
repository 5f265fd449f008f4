import { defineConfig } from '@playwright/test'
import { findChromium } from './browser.ts'
import { isSimulated } from './clusters/isSimulated.ts'

const isRoot = process.getuid?.() === 0

/** A worker has its own demo cluster, so there are several; on a real one the journeys share its node. */
const workers = isSimulated() ? 2 : 1

export default defineConfig({
  testDir: 'journeys',
  testMatch: '*.journey.ts',
  workers,
  retries: 0,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  outputDir: '../test-results',
  use: {
    launchOptions: { executablePath: findChromium(), chromiumSandbox: !isRoot && process.env['E2E_SANDBOX'] !== 'off' },
    viewport: { width: 1280, height: 800 },
    actionTimeout: 20_000,
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    video: 'off',
  },
})
