import { diffObjects, type FieldChange } from '@binnacle/shared'

/** Fields of a pod template that differ, by what they are about. */
export type ChangeGroup = { readonly title: Title; readonly changes: readonly TemplateChange[] }
/** `container`: the one it is in, empty for the pod itself. `field`: the path within it. */
export type TemplateChange = FieldChange & { readonly container: string; readonly field: string }

const titles = ['Images', 'Environment', 'Command and arguments', 'Probes', 'Resources', 'Labels and annotations', 'Everything else'] as const
type Title = (typeof titles)[number]

/** Written by the apiserver or by the Deployment's controller: no difference that anybody made. */
const noise = /^metadata\.(labels(\.|\[)pod-template-hash\]?|creationTimestamp)$/

const rules: readonly (readonly [Title, RegExp])[] = [
  ['Images', /^image(PullPolicy)?$/],
  ['Environment', /^env(From)?\b/],
  ['Command and arguments', /^(command|args|workingDir)\b/],
  ['Probes', /^((liveness|readiness|startup)Probe|lifecycle)\b/],
  ['Resources', /^(resources|resizePolicy)\b/],
]

/** What differs between two pod templates, what a release usually changes first, without noise. Values of Secrets are not in a template: only references to them are. */
export function templateChanges(before: unknown, after: unknown): readonly ChangeGroup[] {
  const changes = diffObjects(before, after)
    .filter(({ path }) => !noise.test(path))
    .map(placed)
  return titles.map((title) => ({ title, changes: changes.filter((change) => titleOf(change) === title) })).filter((group) => group.changes.length > 0)
}

function placed(change: FieldChange): TemplateChange {
  const [, container, field] = /^spec\.(?:init|ephemeral)?[cC]ontainers\[([^\]]+)\](?:\.(.+))?$/.exec(change.path) ?? []
  return { ...change, container: container ?? '', field: field ?? change.path.replace(/^spec\./, '') }
}

function titleOf({ path, field, container }: TemplateChange): Title {
  if (container === '' && path.startsWith('metadata.')) return 'Labels and annotations'
  return rules.find(([, pattern]) => pattern.test(field))?.[0] ?? 'Everything else'
}
