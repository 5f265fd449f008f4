export const deploymentTabs = ['rollout', 'history', 'events'] as const
export type DeploymentTab = (typeof deploymentTabs)[number]

/** The part of the page that an address names; null where there is no such part. */
export function deploymentTab(tab: string | null): DeploymentTab | null {
  return tab === null ? 'rollout' : (deploymentTabs.find((each) => each === tab) ?? null)
}
