import type { User } from './apiserver/Api.ts'
import type { ClusterParts } from './ClusterParts.ts'
import type { DeclaredImages } from './images/createCatalogue.ts'
import type { PaceName } from './Pace.ts'
import type { Scenario, ScenarioName } from './scenarios/Stage.ts'

/** By name; told by a story of one's own; or done with the parts, without any past. */
type ScenarioOption = ScenarioName | Scenario | ((parts: ClusterParts) => void)

export type ClusterOptions = {
  /** What its kubeconfig calls it; `binnacle-demo` when left out. */
  readonly name?: string
  /** The same seed and the same requests give the same cluster on a manual clock. Drawn when left out. */
  readonly seed?: number
  /** How many, or their names. */
  readonly nodes?: number | readonly string[]
  readonly scenario?: ScenarioOption
  readonly clock?: 'real' | 'manual'
  readonly pace?: PaceName
  /** Images beyond the ones that the cluster knows. */
  readonly images?: DeclaredImages
  /** Tokens that are good from the start. Without any, whoever comes over loopback without a credential is the administrator. */
  readonly tokens?: Readonly<Record<string, User>>
  readonly nodePorts?: 'off' | 'listen'
}
