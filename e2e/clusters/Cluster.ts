import { type Result, run } from './run.ts'

/** What journeys may expect of any cluster. */
export interface Cluster {
  /** Path of a kubeconfig that may do everything. */
  kubeconfig: string
  server: string
  /** The kubectl that suits it: a path, or the name of one on PATH; undefined where this machine has none. */
  kubectlCommand: string | undefined
  kubectl: (...args: string[]) => Promise<Result>
  /** As kubectl, with text for `-f -`. */
  kubectlWithInput: (input: string, ...args: string[]) => Promise<Result>
  /** Ends a cluster that was started for whoever holds this. */
  stop?: () => Promise<void>
}

/** Runs a kubectl that heeds nothing of the person's own configuration. */
export function runKubectl(
  { command, kubeconfig, cache }: { command: string | undefined; kubeconfig: string; cache: string },
  args: readonly string[],
  input = '',
): Promise<Result> {
  if (command === undefined) return Promise.reject(new Error('this machine has no kubectl'))
  const env = { ...process.env, KUBECONFIG: kubeconfig, KUBECACHEDIR: cache, KUBERC: 'off' }
  return run(command, args, { env, input })
}
