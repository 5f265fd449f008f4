import type { Program } from '../containers/Process.ts'
import type { Flavour } from '../containers/Sandbox.ts'

/** What an image holds: programs by the paths of their files, other files, and how it wants to be run. */
export type ImageContent = {
  readonly entrypoint: readonly string[]
  readonly command: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  readonly workingDir?: string
  readonly sizeBytes: number
  readonly programs: ReadonlyMap<string, Program>
  readonly flavour?: Flavour
  readonly files?: Readonly<Record<string, string>>
  readonly directories?: readonly string[]
}
