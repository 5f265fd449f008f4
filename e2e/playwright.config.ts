import { defineConfig } from '@playwright/test'
import { findChromium } from './browser.ts'

/** One worker: the journeys share one node, and a cluster that answers slowly would make every figure a guess. */
export default defineConfig({
  testDir: 'journeys',
  testMatch: '*.journey.ts',
  workers: 1,
  retries: 0,
  forbidOnly: true,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  outputDir: '../test-results',
  use: {
    launchOptions: { executablePath: findChromium(), chromiumSandbox: process.getuid?.() !== 0 },
    viewport: { width: 1280, height: 800 },
    actionTimeout: 20_000,
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    video: 'off',
  },
})
