import { defineConfig } from 'vitest/config'

const source = { conditions: ['@binnacle/source'] }

/** Package tests: no cluster, no network but loopback, no real time where a Clock can be given. */
export default defineConfig({
  test: {
    projects: [
      {
        resolve: source,
        ssr: { resolve: source },
        test: { name: 'node', environment: 'node', include: ['packages/*/src/**/*.test.ts', 'apps/bff/src/**/*.test.ts', 'scripts/**/*.test.ts'] },
      },
      {
        resolve: source,
        test: { name: 'web', environment: 'happy-dom', include: ['apps/web/src/**/*.test.{ts,tsx}'] },
      },
    ],
  },
})
