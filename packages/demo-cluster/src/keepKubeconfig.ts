import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

export type KeptKubeconfig = { readonly path: string; readonly remove: () => void }

/** Writes a kubeconfig into a temporary folder of its own, where nobody but its owner reads it. Both are gone when this process ends, or when removed before. */
export function keepKubeconfig(text: string): KeptKubeconfig {
  const folder = mkdtempSync(join(tmpdir(), 'binnacle-demo-'))
  const path = join(folder, 'kubeconfig')
  const remove = () => {
    process.off('exit', remove)
    rmSync(folder, { recursive: true, force: true })
  }
  process.on('exit', remove)
  writeFileSync(path, text, { mode: 0o600 })
  return { path, remove }
}
