import { buildBinaries } from '../clusters/buildBinaries.ts'
import { run } from '../clusters/run.ts'

export type NamedKubectl = { readonly command: string; readonly title: string /** As in `1.36`. */; readonly minor: string }

/** Older ones check manifests in a way that ended with Kubernetes 1.28. */
const OLDEST = 29

/** `KUBECTL` alone where it is set; else the kubectl that was built beside the test cluster, then the one on PATH unless it is of the same version or too old. Says what is left out. */
export async function kubectlsToPlay(withPath: boolean): Promise<readonly NamedKubectl[]> {
  const named = process.env['KUBECTL']
  if (named !== undefined) return [await asked(named, named)]
  const built = await asked((await buildBinaries()).kubectl, 'built beside the test cluster')
  if (!withPath) return [built]
  const found = await asked('kubectl', 'on PATH').catch(() => null)
  if (found === null) console.log('there is no kubectl on PATH')
  else if (found.minor === built.minor) console.log(`the kubectl on PATH is ${found.minor} as well`)
  else if (Number(found.minor.split('.')[1]) < OLDEST) console.log(`the kubectl on PATH is ${found.minor}, older than 1.${OLDEST}: it is not played`)
  else return [built, found]
  return [built]
}

async function asked(command: string, where: string): Promise<NamedKubectl> {
  const { stdout } = await run(command, ['version', '--client', '-o', 'json'])
  const { clientVersion }: { clientVersion: { gitVersion: string } } = JSON.parse(stdout)
  const [, minor = ''] = /^v(\d+\.\d+)/.exec(clientVersion.gitVersion) ?? []
  return { command, title: `kubectl ${clientVersion.gitVersion}, ${where}`, minor }
}
