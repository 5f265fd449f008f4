import { builtBinaries } from './buildBinaries.ts'
import { run } from './run.ts'

/** The oldest kubectl whose options and words the journeys use. */
const OLDEST = { major: 1, minor: 29 }

/** The kubectl to act with beside a simulated cluster: `KUBECTL`, the one that was built for the real cluster, or one on PATH that is new enough. Builds none. */
export async function findKubectl(): Promise<string | undefined> {
  const named = process.env['KUBECTL']
  if (named) return named
  const built = builtBinaries()?.kubectl
  if (built !== undefined) return built
  return (await isNewEnough('kubectl')) ? 'kubectl' : undefined
}

async function isNewEnough(command: string): Promise<boolean> {
  const answer = await run(command, ['version', '--client']).catch(() => undefined)
  const [, major, minor] = /v(\d+)\.(\d+)\./.exec(answer?.stdout ?? '') ?? []
  return Number(major) > OLDEST.major || (Number(major) === OLDEST.major && Number(minor) >= OLDEST.minor)
}
