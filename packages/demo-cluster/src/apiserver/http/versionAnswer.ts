import { type Answer, objectAnswer } from './Answer.ts'

/** What `/version` says: which Kubernetes is imitated, and that this is an imitation. */
export const versionAnswer: Answer = objectAnswer(200, {
  major: '1',
  minor: '36',
  emulationMajor: '1',
  emulationMinor: '36',
  minCompatibilityMajor: '1',
  minCompatibilityMinor: '35',
  gitVersion: 'v1.36.3+binnacle-demo',
  gitCommit: 'simulated',
  gitTreeState: 'clean',
  buildDate: '1970-01-01T00:00:00Z',
  goVersion: 'none',
  compiler: 'none',
  platform: 'simulated/nodejs',
})
