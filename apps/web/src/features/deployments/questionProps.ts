import type { DeploymentRow } from '@binnacle/shared'

/** A question about a deployment, as it was when it was asked. */
export type QuestionProps = { readonly asked: DeploymentRow; readonly anchor: Element | null; readonly onClose: () => void }
